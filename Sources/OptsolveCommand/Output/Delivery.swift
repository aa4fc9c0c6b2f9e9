import OptCore

/// Delivers an answer to several places: one that fails does not keep the others from being served.
struct Delivery {
  private var status: ExitStatus?

  /// Tries one place; a failure is told at once and remembered.
  mutating func attempt(_ body: () throws(Failure) -> Void) {
    do throws(Failure) {
      try body()
    } catch {
      if let message = error.message { Console.current.error("optsolve: \(message)") }
      if status == nil { status = error.status }
    }
  }

  /// Ends the delivery.
  ///
  /// - Throws: a failure with the first status remembered; its message was told already.
  func finish() throws(Failure) {
    if let status { throw Failure(status) }
  }
}

/// The outputs asked for, each once.
func distinct(_ paths: [String]) -> [String] {
  var seen: Set<String> = []
  return paths.filter { seen.insert($0).inserted }
}

/// Writes a file (or standard output for `-`) with the errors of the command line.
func writeFile(_ bytes: [UInt8], to path: String) throws(Failure) {
  do throws(FileError) {
    if path == "-" {
      try Console.current.write(bytes)
    } else {
      try FileOutput.write(bytes, to: path)
    }
  } catch {
    throw Failure(error)
  }
}

/// Writes text to standard output with the errors of the command line.
func writeOutput(_ text: String) throws(Failure) { try writeFile(Array(text.utf8), to: "-") }

/// Finds out before a long run whether a file can be written.
func checkOutput(_ path: String) throws(Failure) {
  do throws(FileError) {
    try FileOutput.check(path)
  } catch {
    throw Failure(error)
  }
}
