"""One number made of many, or a running one."""
