"""What PyTorch says of a call whose arguments no signature of the function takes."""
