"""From bytes to cells of text: what a file is, whether it is safe, and its sheets, read in a process of its own."""
