import OptCore

/// Reads an instance with the errors of the command line.
func loadInstance<Family: ProblemFamily>(
  _ family: Family, path: String, pick: String?, parameters: ParameterValues
) throws(Failure) -> Family.Instance {
  let text = try readFile(path)
  do throws(InstanceError) {
    return try family.read(text, pick: pick, parameters: parameters)
  } catch {
    throw Failure(error)
  }
}

/// Reads a solution with the errors of the command line.
func loadSolution<Family: ProblemFamily>(
  _ family: Family, _ text: SourceText, _ instance: Family.Instance
) throws(Failure) -> Family.Instance.Solution {
  do throws(InstanceError) {
    return try family.readSolution(text, of: instance)
  } catch {
    throw Failure(error)
  }
}

/// Reads a file with the errors of the command line.
func readFile(_ path: String) throws(Failure) -> SourceText {
  do throws(FileError) {
    return try SourceText.read(path: path)
  } catch {
    throw Failure(error)
  }
}

/// Refuses two inputs from standard input: the second one would be empty.
func refuseSharedInput(_ first: String, _ second: String?) throws(Failure) {
  guard first == "-", second == "-" else { return }
  throw Failure(.usage, "found - twice, expected at most one input from standard input")
}
