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
  let text: SourceText
  do throws(FileError) {
    text = try SourceText.read(path: path)
  } catch {
    throw Failure(error)
  }
  try refuseCompressed(text)
  return text
}

/// Refuses what a packer wrote, by its first bytes: gzip, xz, bzip2, Zstandard, zip.
private func refuseCompressed(_ text: SourceText) throws(Failure) {
  let marks: [(name: String, bytes: [UInt8])] = [
    ("gzip", [0x1F, 0x8B]), ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A]), ("bzip2", [0x42, 0x5A, 0x68]),
    ("zstd", [0x28, 0xB5, 0x2F, 0xFD]), ("zip", [0x50, 0x4B, 0x03, 0x04]),
  ]
  guard let mark = marks.first(where: { text.bytes.starts(with: $0.bytes) }) else { return }
  throw Failure(
    InstanceError(
      at: text.start, found: "data packed with \(mark.name)", expected: "text: unpack it first"))
}

/// Refuses outputs that would replace an input; devices and pipes are no files to lose.
func refuseOverwriting(_ inputs: [String?], by outputs: [String]) throws(Failure) {
  for output in outputs {
    for case let input? in inputs
    where input != "-" && output != "-" && FileOutput.isSameFile(input, output) {
      let name = input == output ? "the input" : "the input \(input)"
      throw Failure(.usage, "\(output) is \(name); choose another output")
    }
  }
}

/// Refuses two inputs from standard input: the second one would be empty.
func refuseSharedInput(_ first: String, _ second: String?) throws(Failure) {
  guard first == "-", second == "-" else { return }
  throw Failure(.usage, "found - twice, expected at most one input from standard input")
}
