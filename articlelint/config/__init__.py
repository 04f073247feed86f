"""Config files, environment variables and profiles become one `Settings`."""
