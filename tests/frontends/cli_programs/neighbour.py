NAME = "found beside the script"
