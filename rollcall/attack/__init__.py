"""The attack on what is shown: all that a session saw as one system of whole numbers, and every number of children that follows."""
