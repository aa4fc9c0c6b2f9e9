print("optsolve")
