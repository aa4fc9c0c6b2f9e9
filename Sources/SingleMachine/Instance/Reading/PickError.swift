import OptCore

/// Messages about choosing an instance in a file that holds many.
enum PickError {
  /// The index that `pick` names, or the only one there is.
  ///
  /// - Throws: `InstanceError` saying how many instances there are.
  static func index(
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
  static func choose(_ count: Int, _ choices: String, _ source: SourceText) -> InstanceError {
    InstanceError(
      at: source.start, "found \(count) instances, expected --pick to choose one: \(choices)")
  }

  /// What was picked is not there.
  static func unknown(_ pick: String, _ choices: String, _ source: SourceText) -> InstanceError {
    InstanceError(at: source.start, "found no instance \(quoted(pick)), expected one of \(choices)")
  }

  /// A file of one instance: anything but its name or index 0 is a mistake.
  static func checkSingle(
    _ pick: String?, _ instance: SingleMachineInstance, _ source: SourceText
  ) throws(InstanceError) -> SingleMachineInstance {
    guard let pick, pick != "0", pick != instance.name else { return instance }
    throw InstanceError(
      at: source.start,
      "found no instance \(quoted(pick)): the file holds one, named \(quoted(instance.name))")
  }
}
