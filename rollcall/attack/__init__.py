"""The attack on what is shown: everything a session saw, written as one system of whole numbers, and every number of children that follows."""
