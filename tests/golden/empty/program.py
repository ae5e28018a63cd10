outputs = []
