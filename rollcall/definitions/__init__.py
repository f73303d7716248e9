"""What things are: tables, codes, words and dates, each declared once as frozen values. Imports nothing of ours."""
