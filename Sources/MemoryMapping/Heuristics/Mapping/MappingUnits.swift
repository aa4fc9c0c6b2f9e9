/// What is mapped as one: a tensor outside alias groups, or a whole group. Flat, for heuristics.
///
/// Sizes are rounded up to multiples of the alignment, as only such addresses are used; each unit has a highest address that respects its
/// true size.
package struct MappingUnits: Sendable {
  /// One tensor or group.
  package struct Unit: Sendable {
    /// Its tensors; one, or the members of a group in the order of their definitions.
    package var tensors: [Int]
    package var isGroup: Bool
    /// Its accesses, a range of `MappingUnits.accesses`, by time; a group's in the order of its members.
    package var accesses: Range<Int>
    /// Bytes, rounded up to a multiple of the alignment.
    package var size: Int
    /// The highest address it may have; negative = it does not fit.
    package var highest: Int
    /// Bytes.
    package var bytes: Int
    /// Picoseconds of a copy of the first tensor.
    package var copyTime: Int
    /// The instruction that writes the first tensor; -1 for a parameter.
    package var definition: Int
    /// Whether the last tensor has to be in slow memory at the end.
    package var isOutput: Bool
    /// For a group: when a copied first member is first needed, and the least end of its stay.
    package var need: Int
    package var end: Int
    /// Copies to slow memory of the members of a group but the last: window and volume.
    package var innerCopies: [CopyJob]

    package var isParameter: Bool { definition < 0 }
  }

  /// One access of a unit.
  package struct Access: Sendable {
    package var time: Int
    package var slow: Int
    package var fast: Int
    package var isWrite: Bool
  }

  /// Number of instructions.
  package let count: Int
  /// Height of the memory, rounded up to a multiple of the alignment.
  package let capacity: Int
  package let units: [Unit]
  package let accesses: [Access]
  /// The unit of each tensor.
  package let unitOfTensor: [Int]
  /// By instruction, what reserved blocks take of the addresses that are multiples of the alignment.
  package let reservedLoad: [Int]
  package let reserved: [AddressBlock]
  package let instance: MappingInstance

  package init(_ instance: MappingInstance) {
    self.instance = instance
    let step = instance.alignment
    count = instance.instructions.count
    capacity = (instance.capacity + step - 1) / step * step
    var units: [Unit] = []
    var accesses: [Access] = []
    var unitOfTensor = [Int](repeating: 0, count: instance.tensors.count)
    for tensor in instance.tensors.indices {
      let group = instance.groupOfTensor[tensor].map { instance.groups[$0] } ?? [tensor]
      guard group[0] == tensor else { continue }
      for member in group { unitOfTensor[member] = units.count }
      units.append(Self.unit(group, instance, &accesses))
    }
    self.units = units
    self.accesses = accesses
    self.unitOfTensor = unitOfTensor
    func roundedUp(_ address: Int) -> Int { (address + step - 1) / step * step }
    reserved = instance.reserved.map { block in
      let low = block.addresses.lowerBound
      return AddressBlock(
        lower: block.times.lowerBound, upper: block.times.upperBound, offset: low,
        size: roundedUp(block.addresses.upperBound) - low, bytes: block.addresses.count,
        highest: low)
    }
    var load = [Int](repeating: 0, count: count)
    // Only addresses where something could begin: what lies below may end within the rounded size of a tensor.
    for block in instance.reserved {
      let taken =
        roundedUp(block.addresses.upperBound) - roundedUp(block.addresses.lowerBound)
      for time in block.times { load[time] += taken }
    }
    reservedLoad = load
  }

  /// Why heuristics with a `MappingState` cannot work on an instance; nil = they can.
  static func obstacle(on instance: MemoryInstance) -> String? {
    guard let program = instance.mapping else { return "is for mapping programs" }
    let accesses = program.tensors.reduce(0) { $0 + $1.accesses.count }
    return program.instructions.count.multipliedReportingOverflow(by: accesses).partialValue
      > 1 << 32 ? "the program has too many instructions and accesses" : nil
  }

  private static func unit(
    _ group: [Int], _ instance: MappingInstance, _ accesses: inout [Access]
  ) -> Unit {
    let members = group.map { instance.tensors[$0] }
    let (first, last) = (members[0], members[members.count - 1])
    let begin = accesses.count
    for member in members {
      for (index, access) in member.accesses.enumerated() {
        accesses.append(
          Access(
            time: access.instruction, slow: access.slow, fast: access.fast,
            isWrite: index == 0 && !member.isParameter))
      }
    }
    let step = instance.alignment
    var unit = Unit(
      tensors: group, isGroup: group.count > 1, accesses: begin..<accesses.count,
      size: (first.size + step - 1) / step * step,
      highest: first.size > instance.capacity ? -1 : (instance.capacity - first.size) / step * step,
      bytes: first.size, copyTime: first.copyTime, definition: first.definition,
      isOutput: last.isOutput, need: 0, end: last.lastUse + 1, innerCopies: [])
    if unit.isGroup {
      unit.need = first.reads.first?.instruction ?? members[1].definition
      for (member, next) in zip(members, members.dropFirst())
      where member.isOutput && !member.isParameter {
        unit.innerCopies.append(
          CopyJob(begin: member.definition + 1, end: next.definition, volume: member.copyTime))
      }
    }
    return unit
  }
}

/// A rectangle of times and addresses.
package struct AddressBlock: Sendable, Hashable {
  package var lower: Int
  package var upper: Int
  package var offset: Int
  /// From its offset to the next address where something may begin.
  package var size: Int
  /// What it really takes.
  package var bytes: Int
  /// The highest offset it may have.
  package var highest: Int

  package init(
    lower: Int, upper: Int, offset: Int = -1, size: Int, bytes: Int, highest: Int
  ) {
    (self.lower, self.upper, self.offset) = (lower, upper, offset)
    (self.size, self.bytes, self.highest) = (size, bytes, highest)
  }
}
