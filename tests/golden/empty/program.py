"""Nothing at all."""

outputs = []
