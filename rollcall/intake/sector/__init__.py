"""The sector's own files, which come in layouts of their own: published statistics and the SEN2 return."""
