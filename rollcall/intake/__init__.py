"""The way in: files are read, recognised, checked, and kept."""
