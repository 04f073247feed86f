"""Files are read and written here, each through one door, and nowhere else."""
