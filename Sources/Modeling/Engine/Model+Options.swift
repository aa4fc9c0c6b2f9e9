/// Options that make no sense for a model, refused before an engine sees them.
extension Model {
  /// - Throws: `EngineError.option` for a limit, gap, cutoff, target or number of threads out of range and for a starting point with
  ///   infinite values, `EngineError.model` for one of the wrong size.
  package func requireSensible(_ options: EngineOptions) throws(EngineError) {
    if let limit = options.timeLimit, !(limit >= 0) {
      throw .option("the time limit has to be at least 0, found \(limit)")
    }
    guard options.gap >= 0 else {
      throw .option("the gap has to be at least 0, found \(options.gap)")
    }
    if let cutoff = options.cutoff, !cutoff.isFinite {
      throw .option("the cutoff has to be a finite number, found \(cutoff)")
    }
    if let target = options.target, !target.isFinite {
      throw .option("the target has to be a finite number, found \(target)")
    }
    guard options.threads >= 1 else {
      throw .option("the number of threads has to be at least 1, found \(options.threads)")
    }
    if let start = options.start {
      guard start.count == columnCount else {
        throw .model(.wrongPointSize(found: start.count, expected: columnCount))
      }
      guard !start.contains(where: \.isInfinite) else {
        throw .option("the starting point holds an infinite value")
      }
    }
  }
}
