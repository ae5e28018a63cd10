import failing

failing.fail()
