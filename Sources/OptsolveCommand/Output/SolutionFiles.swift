import OptCore

/// Writes a result to every file asked for; the extension picks the format.
struct SolutionFiles<Family: ProblemFamily> {
  let family: Family
  let instance: Family.Instance

  /// Checks before the search that every extension is known, so that no long run ends in a usage error.
  func checkExtensions(_ paths: [String]) throws {
    for path in paths where path != "-" { _ = try format(of: path) }
  }

  /// Writes the result; files that need a solution are left out (with a remark) when there is none.
  func write(
    _ result: SolveResult<Family.Instance.Solution>, document: ResultDocument, to paths: [String]
  ) throws {
    for path in paths {
      let format = path == "-" ? "json" : try format(of: path)
      if format == "json" {
        try put(Array(document.json.formatted().utf8), path)
      } else if let incumbent = result.incumbent {
        try put(try bytes(incumbent.solution, as: format), path)
      } else {
        Console.current.error("optsolve: \(path): not written, for no solution was found")
      }
    }
  }

  /// One export of a solution.
  func bytes(_ solution: Family.Instance.Solution, as format: String) throws -> [UInt8] {
    do {
      return try family.export(solution, of: instance, as: format)
    } catch {
      throw Failure(error)
    }
  }

  /// The known extension that a path ends with; the longest one wins (`.trace.json` before `.json`).
  func format(of path: String) throws -> String {
    let known = ["json"] + family.exportFormats.map(\.fileExtension)
    let matching = known.filter { path.lowercased().hasSuffix("." + $0) }
    if let format = matching.max(by: { $0.count < $1.count }) { return format }
    throw Failure(
      .usage,
      "\(path): unknown output format; known extensions: "
        + known.map { "." + $0 }.joined(separator: " "))
  }

  private func put(_ bytes: [UInt8], _ path: String) throws { try writeFile(bytes, to: path) }
}

/// Writes a file (or standard output for `-`) with the errors of the command line.
func writeFile(_ bytes: [UInt8], to path: String) throws {
  do {
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
func writeOutput(_ text: String) throws { try writeFile(Array(text.utf8), to: "-") }
