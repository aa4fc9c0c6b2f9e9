import OptCore

/// Writes a result to every file asked for; the extension picks the format.
struct SolutionFiles<Family: ProblemFamily> {
  let family: Family
  let instance: Family.Instance
  /// About the run that found the solution, for the headings of pictures.
  var remarks: [(key: String, value: String)] = []

  /// Checks before the search that every output has a known extension and can be created, so that no long run ends in
  /// an error that was there from the beginning.
  func check(_ paths: [String]) throws {
    for path in paths where path != "-" { _ = try format(of: path) }
    for path in paths { try checkOutput(path) }
  }

  /// Writes the result to every file and stream asked for; files that need a solution are left out (with a remark)
  /// when there is none.
  func write(
    _ result: SolveResult<Family.Instance.Solution>, document: ResultDocument, to paths: [String],
    _ delivery: inout Delivery
  ) {
    for path in paths {
      delivery.attempt { () throws(Failure) in
        let format = path == "-" ? "json" : try format(of: path)
        if format == "json" {
          try writeFile(Array(document.json.formatted().utf8), to: path)
        } else if let incumbent = result.incumbent {
          try writeFile(try bytes(incumbent.solution, as: format), to: path)
        } else {
          Console.current.error("optsolve: \(path): not written, for no solution was found")
        }
      }
    }
  }

  /// One export of a solution.
  func bytes(
    _ solution: Family.Instance.Solution, as format: String
  ) throws(Failure) -> [UInt8] {
    do throws(SolveError) {
      return try family.export(solution, of: instance, as: format, remarks: remarks)
    } catch {
      throw Failure(error)
    }
  }

  /// The known extension that a path ends with; the longest one wins (`.trace.json` before `.json`).
  func format(of path: String) throws(Failure) -> String {
    let known = ["json"] + family.exportFormats.map(\.fileExtension)
    let matching = known.filter { path.lowercased().hasSuffix("." + $0) }
    if let format = matching.max(by: { $0.count < $1.count }) { return format }
    throw Failure(
      .usage,
      "\(path): unknown output format; known extensions: "
        + known.map { "." + $0 }.joined(separator: " "))
  }
}
