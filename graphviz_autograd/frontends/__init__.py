"""What people use: the command line, the inspector, documents. Nothing below imports these."""
