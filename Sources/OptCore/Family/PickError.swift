/// Choosing an instance in a file that holds many, and what is said when that fails.
public enum PickError {
  /// The index that `pick` names, or the only one there is.
  ///
  /// - Parameters:
  ///   - pick: as the user gave it; nil = nothing.
  ///   - range: the indices there are.
  ///   - source: the file.
  /// - Throws: `InstanceError` saying how many instances there are.
  public static func index(
    _ pick: String?, in range: ClosedRange<Int>, of source: SourceText
  ) throws(InstanceError) -> Int {
    guard let pick else {
      if range.count == 1 { return range.lowerBound }
      throw choose(range.count, "\(range.lowerBound)...\(range.upperBound)", source)
    }
    guard let index = Int(pick), range.contains(index) else {
      throw unknown(pick, "\(range.lowerBound)...\(range.upperBound)", source)
    }
    return index
  }

  /// Nothing was picked, but there is a choice.
  public static func choose(_ count: Int, _ choices: String, _ source: SourceText) -> InstanceError
  {
    InstanceError(
      at: source.start, "found \(count) instances, expected --pick to choose one: \(choices)")
  }

  /// What was picked is not there.
  public static func unknown(_ pick: String, _ choices: String, _ source: SourceText)
    -> InstanceError
  {
    InstanceError(at: source.start, "found no instance \(quoted(pick)), expected one of \(choices)")
  }

  /// A file of one instance: anything but its name or index 0 is a mistake.
  ///
  /// - Throws: `InstanceError` saying what its name is.
  public static func checkSingle(
    _ pick: String?, name: String, _ source: SourceText
  ) throws(InstanceError) {
    guard let pick, pick != "0", pick != name else { return }
    throw InstanceError(
      at: source.start,
      "found no instance \(quoted(pick)): the file holds one, named \(quoted(name))")
  }
}
