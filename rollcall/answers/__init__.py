"""The way out: questions are asked, protected and measured here, and nowhere else."""
