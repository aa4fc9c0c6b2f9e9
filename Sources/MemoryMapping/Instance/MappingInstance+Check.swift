extension MappingInstance {
  /// Why data are no program.
  public enum Invalid: Error, Sendable, Hashable, CustomStringConvertible {
    /// A tensor (0-based) breaks a rule.
    case tensor(Int, String)
    /// An instruction (0-based) breaks a rule.
    case instruction(Int, String)
    /// An alias group (0-based) breaks a rule.
    case group(Int, String)
    /// A reserved block (0-based) breaks a rule.
    case reserved(Int, String)
    /// Something else.
    case other(String)

    /// What is wrong, in one line.
    public var description: String {
      switch self {
      case .tensor(let index, let fault): "tensor \(index) \(fault)"
      case .instruction(let index, let fault): "instruction \(index) \(fault)"
      case .group(let index, let fault): "alias group \(index) \(fault)"
      case .reserved(let index, let fault): "reserved block \(index) \(fault)"
      case .other(let fault): fault
      }
    }
  }

  func check() throws(Invalid) {
    let largest = MappingInstance.largestNumber
    guard 0...largest ~= capacity, 0...largest ~= preloadLimit, 1...largest ~= alignment else {
      throw .other("capacity, preload limit and alignment are not within 2^60")
    }
    for (index, instruction) in instructions.enumerated()
    where !(0...largest ~= instruction.compute) {
      throw .instruction(index, "has compute time \(instruction.compute)")
    }
    for (index, tensor) in tensors.enumerated() {
      if let fault = fault(of: tensor) { throw .tensor(index, fault) }
    }
    for (index, group) in groups.enumerated() {
      if let fault = fault(ofGroup: group) { throw .group(index, fault) }
    }
    try checkReserved()
    try checkSums()
  }

  private func fault(of tensor: Tensor) -> String? {
    let largest = MappingInstance.largestNumber
    guard 1...largest ~= tensor.size else { return "has size \(tensor.size)" }
    guard 0...largest ~= tensor.copyTime else { return "has copy time \(tensor.copyTime)" }
    var last = tensor.definition
    for access in tensor.reads {
      guard access.instruction > last else {
        return "is read at \(access.instruction), not after instruction \(last)"
      }
      last = access.instruction
    }
    for access in tensor.accesses {
      guard instructions.indices ~= access.instruction else {
        return "is accessed by instruction \(access.instruction), which does not exist"
      }
      guard 0 <= access.fast, access.fast <= access.slow, access.slow <= largest else {
        return "has an access of \(access.fast) ps fast, \(access.slow) ps slow"
      }
    }
    return nil
  }

  private func fault(ofGroup group: [Int]) -> String? {
    guard group.count > 1 else { return "has fewer than two members" }
    for (first, second) in zip(group, group.dropFirst()) {
      let (early, late) = (tensors[first], tensors[second])
      guard early.size == late.size else { return "has members of different sizes" }
      guard early.definition < late.definition else { return "has members defined together" }
      guard early.lastUse <= late.definition else {
        return "has a member that is read after the next one overwrote it"
      }
    }
    return nil
  }

  private func checkReserved() throws(Invalid) {
    for (index, block) in reserved.enumerated() {
      guard !block.times.isEmpty, block.times.lowerBound >= 0,
        block.times.upperBound <= instructions.count, !block.addresses.isEmpty,
        block.addresses.lowerBound >= 0, block.addresses.upperBound <= capacity
      else { throw .reserved(index, "is empty, or leaves the program or the memory") }
    }
    let rectangles = reserved.enumerated().map {
      OccupiedRectangle(times: $1.times, addresses: $1.addresses, owner: $0)
    }
    if let (first, second) = OccupiedRectangle.overlap(in: rectangles) {
      throw .reserved(max(first, second), "overlaps block \(min(first, second))")
    }
  }

  /// All times together, with a copy in and out for every access, and all sizes stay below 2^62.
  private func checkSums() throws(Invalid) {
    var (time, size) = (0.0, Double(capacity))
    for instruction in instructions { time += Double(instruction.compute) }
    for tensor in tensors {
      size += Double(tensor.size) + Double(alignment)
      for access in tensor.accesses { time += Double(access.slow) + 2 * Double(tensor.copyTime) }
    }
    guard time < 0x1p61, size < 0x1p61 else {
      throw .other("the times or the sizes of the program sum to more than 2^61")
    }
  }
}
