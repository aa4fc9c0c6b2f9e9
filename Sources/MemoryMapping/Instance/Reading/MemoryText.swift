import OptCore

/// A text with an instance; which form it has shows in its first byte.
enum MemoryText {
  /// What chooses the goal and the capacity.
  static let parameters = [
    ParameterDescription(
      "objective", .choice(AllocationInstance.Goal.allCases.map(\.rawValue)), default: nil,
      "static allocation: fit into the capacity (default where one is known) or the least peak"),
    ParameterDescription(
      "capacity", .integer(0...AllocationInstance.largestNumber), default: nil,
      "height of the memory; without it the number in a name such as A.1048576.csv, or what a"
        + " program says"),
  ]

  /// Reads an instance.
  ///
  /// - Throws: `InstanceError` with the exact place.
  static func read(
    _ text: SourceText, pick: String?, parameters: ParameterValues
  ) throws(InstanceError) -> MemoryInstance {
    let goal = parameters.text("objective").flatMap(AllocationInstance.Goal.init)
    let capacity = parameters.integer("capacity")
    guard isObject(text) else {
      let instance = try AllocationReader.read(text, capacity: capacity, goal: goal)
      try PickError.checkSingle(pick, name: instance.name, text)
      return .allocation(instance)
    }
    guard goal == nil else {
      throw InstanceError(
        at: text.start, "-P objective is for static allocation: a program has its time saved")
    }
    let instance = try MappingReader.read(
      try JSONCursor(reading: text, statesPath: true), capacity: capacity)
    try PickError.checkSingle(pick, name: instance.name, text)
    return .mapping(instance)
  }

  /// Whether the first byte that is no blank opens an object.
  static func isObject(_ text: SourceText) -> Bool {
    let start = text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return text.bytes[start...].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
      == UInt8(ascii: "{")
  }
}
