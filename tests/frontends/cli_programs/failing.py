def fail():
    try:
        {}["key"]
    except KeyError as error:
        raise RuntimeError("this is the user's own") from error
