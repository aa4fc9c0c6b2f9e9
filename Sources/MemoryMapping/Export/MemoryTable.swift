import OptCore

/// A solution of either variant with everything that exports say about it.
struct MemoryTable {
  /// A buffer at its offset, or a stay of a tensor in fast memory.
  struct Block {
    /// What a block is.
    enum Kind {
      case buffer
      case stay(Mapping.Residency)
      case reserved
    }

    let name: String
    let times: Range<Int>
    let offset: Int
    let size: Int
    let kind: Kind
    /// What is occupied: the whole block but for gaps.
    let pieces: [OccupiedRectangle]
    /// Picoseconds of memory time that a stay saves: slow less fast, over the accesses that it serves.
    let saved: Int

    /// One above its highest address.
    var top: Int { offset + size }
  }

  /// A program under a mapping.
  struct Program {
    let instance: MappingInstance
    let mapping: Mapping
    let cost: MappingCost
    let stalls: CopyStalls
    /// When each instruction begins, and the end of the program: picoseconds.
    let starts: [Int]
  }

  let name: String
  /// Buffers in the order of the instance; or stays by tensor and time, then reserved blocks.
  let blocks: [Block]
  /// nil = not known, or not to be kept to.
  let capacity: Int?
  /// Offsets are multiples of it.
  let alignment: Int
  /// One above the highest address of buffers or stays.
  let peak: Int
  /// What is in use from a time on; times ascend, neighbours differ.
  let load: [(time: Int, bytes: Int)]
  /// Static allocation.
  let allocation: (instance: AllocationInstance, offsets: [Int])?
  /// Mapping.
  let program: Program?
}

extension MemoryTable {
  /// Works out what `solution` says, which must have no violations in `instance`.
  init(of solution: MemorySolution, in instance: MemoryInstance) {
    switch (solution, instance) {
    case (.allocation(let allocation), .allocation(let instance)):
      self.init(of: allocation, in: instance)
    case (.mapping(let mapping), .mapping(let instance)): self.init(of: mapping, in: instance)
    default:
      self.init(
        name: instance.name, blocks: [], capacity: nil, alignment: 1, peak: 0, load: [],
        allocation: nil, program: nil)
    }
  }

  private init(of allocation: Allocation, in instance: AllocationInstance) {
    var blocks: [Block] = []
    blocks.reserveCapacity(instance.buffers.count)
    for (index, buffer) in instance.buffers.enumerated() {
      let offset = allocation.offsets[index]
      blocks.append(
        Block(
          name: buffer.id, times: buffer.lower..<buffer.upper, offset: offset, size: buffer.size,
          kind: .buffer,
          pieces: OccupiedRectangle.pieces(of: buffer, at: offset, owner: index), saved: 0))
    }
    self.init(
      name: instance.name, blocks: blocks, capacity: instance.capacity, alignment: 1,
      peak: allocation.peak(in: instance),
      load: MemoryTable.levels(of: blocks.flatMap { $0.pieces }),
      allocation: (instance, allocation.offsets), program: nil)
  }

  private init(of mapping: Mapping, in instance: MappingInstance) {
    let stays = mapping.staysByTensor(count: instance.tensors.count)
    var blocks = stays.joined().map { MemoryTable.block(of: $0, in: instance) }
    for (number, block) in instance.reserved.enumerated() {
      blocks.append(
        Block(
          name: "reserved \(number)", times: block.times, offset: block.addresses.lowerBound,
          size: block.addresses.count, kind: .reserved,
          pieces: [.init(times: block.times, addresses: block.addresses, owner: -1)], saved: 0))
    }
    let peak = stays.joined().map { $0.offset + instance.tensors[$0.tensor].size }.max() ?? 0
    self.init(
      name: instance.name, blocks: blocks, capacity: instance.capacity,
      alignment: instance.alignment, peak: peak,
      load: MemoryTable.levels(of: MemoryTable.occupied(blocks, stays, instance)),
      allocation: nil, program: Program(mapping, instance))
  }

  private static func block(
    of stay: Mapping.Residency, in instance: MappingInstance
  ) -> Block {
    let tensor = instance.tensors[stay.tensor]
    var saved = 0
    for read in tensor.reads where stay.ready..<stay.upper ~= read.instruction {
      saved += read.slow - read.fast
    }
    if stay.entry == .define, let write = tensor.write { saved += write.slow - write.fast }
    let times = stay.lower..<stay.upper
    let addresses = stay.offset..<stay.offset + tensor.size
    return Block(
      name: tensor.id, times: times, offset: stay.offset, size: tensor.size, kind: .stay(stay),
      pieces: [.init(times: times, addresses: addresses, owner: stay.tensor)], saved: saved)
  }

  /// What is in use, members of an alias group as one rectangle.
  private static func occupied(
    _ blocks: [Block], _ stays: [[Mapping.Residency]], _ instance: MappingInstance
  ) -> [OccupiedRectangle] {
    var rectangles: [OccupiedRectangle] = []
    for block in blocks {
      if case .stay(let stay) = block.kind, instance.groupOfTensor[stay.tensor] != nil { continue }
      rectangles += block.pieces
    }
    for group in instance.groups {
      let members = group.compactMap { stays[$0].first }
      guard let first = members.first else { continue }
      let lower = members.reduce(first.lower) { min($0, $1.lower) }
      let upper = members.reduce(first.upper) { max($0, $1.upper) }
      rectangles.append(
        .init(
          times: lower..<upper,
          addresses: first.offset..<first.offset + instance.tensors[first.tensor].size,
          owner: first.tensor))
    }
    return rectangles
  }

  /// The bytes in use over time.
  private static func levels(of pieces: [OccupiedRectangle]) -> [(time: Int, bytes: Int)] {
    var changes: [(time: Int, by: Int)] = []
    changes.reserveCapacity(2 * pieces.count)
    for piece in pieces {
      changes.append((piece.times.lowerBound, piece.addresses.count))
      changes.append((piece.times.upperBound, -piece.addresses.count))
    }
    changes.sort { ($0.time, $0.by) < ($1.time, $1.by) }
    var levels: [(time: Int, bytes: Int)] = []
    var bytes = 0
    for (index, change) in changes.enumerated() {
      bytes += change.by
      if index + 1 < changes.count, changes[index + 1].time == change.time { continue }
      if levels.last?.bytes != bytes { levels.append((change.time, bytes)) }
    }
    return levels
  }
}

extension MemoryTable.Program {
  init(_ mapping: Mapping, _ instance: MappingInstance) {
    let cost = MappingCost(of: mapping, in: instance)
    let stalls = CopyStalls(of: mapping, cost, in: instance)
    var starts: [Int] = []
    var time = 0
    for (instruction, duration) in cost.durations.enumerated() {
      time += stalls.before[instruction]
      starts.append(time)
      time += duration
    }
    starts.append(time)
    self.init(
      instance: instance, mapping: mapping, cost: cost, stalls: stalls, starts: starts)
  }
}
