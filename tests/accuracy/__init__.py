"""How well partners' spreadsheets are recognised: many house styles of one invented area, whose every cell is known."""
