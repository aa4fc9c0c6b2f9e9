import OptCore

/// A static allocation in units of the greatest common divisor of its data, with bounds on offsets: what its models are made of.
///
/// Offsets that are multiples of the unit lose nothing: dropped as far as they go, buffers lie on sums of sizes.
struct AllocationUnits: Sendable {
  let instance: AllocationInstance
  /// Bytes of a unit.
  let unit: Int
  /// By buffer, in units.
  let sizes: [Int]
  /// By buffer, in units; 1 where every multiple of the unit is aligned.
  let alignments: [Int]
  /// By buffer: pieces with addresses in units.
  let pieces: [[Buffer.Piece]]
  /// By buffer, in units: the offsets that are thought of.
  let offsets: [ClosedRange<Int>]
  /// No allocation that matters is higher, in units.
  let upper: Int
  /// No allocation is lower, in units.
  let lower: Int

  /// Nil where nothing fits below `upper`, the capacity or a height that is reached anyway.
  init?(_ instance: AllocationInstance, incumbent: MemorySolution?) {
    let buffers = instance.buffers
    let unit = AllocationUnits.unit(of: buffers)
    let known = AllocationUnits.knownPeak(instance, incumbent)
    let upper = (instance.limit ?? known) / unit
    lower = (LoadBound.load(of: buffers) + unit - 1) / unit
    guard lower <= upper, instance.impossibility == nil else { return nil }
    self.instance = instance
    (self.unit, self.upper) = (unit, upper)
    sizes = buffers.map { $0.size / unit }
    alignments = buffers.map { unit % $0.alignment == 0 ? 1 : $0.alignment / unit }
    pieces = buffers.map { buffer in
      buffer.pieces.map {
        Buffer.Piece(
          times: $0.times,
          addresses: $0.addresses.lowerBound / unit..<$0.addresses.upperBound / unit)
      }
    }
    var offsets: [ClosedRange<Int>] = []
    for (i, buffer) in buffers.enumerated() {
      let last = (upper - sizes[i]) / alignments[i] * alignments[i]
      guard upper >= sizes[i] else { return nil }
      if let fixed = buffer.fixedOffset {
        offsets.append(fixed / unit...fixed / unit)
      } else {
        offsets.append(0...last)
      }
    }
    self.offsets = offsets
  }

  /// The greatest common divisor of sizes, windows, fixed offsets and of the alignments that it is no multiple of.
  static func unit(of buffers: [Buffer]) -> Int {
    var unit = 0
    for buffer in buffers {
      unit = gcd(unit, gcd(buffer.size, buffer.fixedOffset ?? 0))
      for gap in buffer.gaps {
        guard let window = gap.window else { continue }
        unit = gcd(unit, gcd(window.lowerBound, window.upperBound))
      }
    }
    var former = -1
    while former != unit {
      former = unit
      for buffer in buffers where unit % buffer.alignment != 0 {
        unit = gcd(unit, buffer.alignment)
      }
    }
    return max(1, unit)
  }

  private static func gcd(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  /// A peak that some allocation has.
  private static func knownPeak(_ instance: AllocationInstance, _ incumbent: MemorySolution?) -> Int
  {
    if case .allocation(let allocation) = incumbent { return allocation.peak(in: instance) }
    let placement = Placement(instance)
    let peaks = PlacementOrder.allCases.map { order in
      Allocation(
        offsets: placement.offsets(order: order.order(of: instance.buffers), rule: .firstFit)
      ).peak(in: instance)
    }
    return peaks.min() ?? 0
  }

  /// The pairs of buffers that conflict, with the differences of offsets (second less first, in units) that are excluded.
  func pairs(most: Int) -> [(first: Int, second: Int, taken: [Range<Int>])]? {
    let buffers = instance.buffers
    let order = buffers.indices.sorted { (buffers[$0].lower, $0) < (buffers[$1].lower, $1) }
    var pairs: [(first: Int, second: Int, taken: [Range<Int>])] = []
    for (place, a) in order.enumerated() {
      for b in order[(place + 1)...] {
        guard buffers[b].lower < buffers[a].upper else { break }
        let (i, j) = (min(a, b), max(a, b))
        let taken = ConflictTable.taken(pieces[i], pieces[j])
        if taken.isEmpty { continue }
        guard pairs.count < most else { return nil }
        pairs.append((i, j, taken))
      }
    }
    return pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// The allocation at rounded offsets, or where these overlap the one of first fit in their order; nil where that is too high.
  ///
  /// - Parameter values: by buffer, in units.
  func allocation(near values: [Double]) -> MemorySolution? {
    let rounded = values.map { value -> Int in
      value.isFinite && abs(value) < 0x1p61 / Double(unit) ? Int(value.rounded()) * unit : -1
    }
    let plain = Allocation(offsets: rounded)
    if plain.violations(in: instance).isEmpty { return .allocation(plain) }
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    let other = Allocation(
      offsets: Placement(instance).offsets(order: order, rule: .firstFit, usesHints: false))
    return other.violations(in: instance).isEmpty ? .allocation(other) : nil
  }

  /// Offsets in units of an allocation whose buffers were dropped as far as they go; nil where these are beyond the bounds.
  func settled(_ solution: MemorySolution) -> [Int]? {
    guard case .allocation(let allocation) = solution else { return nil }
    let order = instance.buffers.indices.sorted {
      (allocation.offsets[$0], $0) < (allocation.offsets[$1], $1)
    }
    let settled = Placement(instance).offsets(order: order, rule: .firstFit, usesHints: false)
    for (i, offset) in settled.enumerated() {
      guard offset % unit == 0, offsets[i].contains(offset / unit) else { return nil }
    }
    return settled.map { $0 / unit }
  }

  /// The times at which different sets of pieces are alive, none of which is part of another: by set, the pieces by buffer.
  func sections() -> [[(buffer: Int, addresses: Range<Int>)]] {
    var starts: [(time: Int, buffer: Int, piece: Int)] = []
    for (i, list) in pieces.enumerated() {
      for (k, piece) in list.enumerated() { starts.append((piece.times.lowerBound, i, k)) }
    }
    starts.sort { ($0.time, $0.buffer) < ($1.time, $1.buffer) }
    var alive: [(buffer: Int, piece: Int)] = []
    var sections: [[(buffer: Int, addresses: Range<Int>)]] = []
    var next = 0
    while next < starts.count {
      let time = starts[next].time
      alive.removeAll { pieces[$0.buffer][$0.piece].times.upperBound <= time }
      while next < starts.count, starts[next].time == time {
        alive.append((starts[next].buffer, starts[next].piece))
        next += 1
      }
      // Where the next one begins before any of these ends, this set is part of the next.
      let end = alive.map { pieces[$0.buffer][$0.piece].times.upperBound }.min() ?? 0
      if next < starts.count, starts[next].time < end { continue }
      sections.append(alive.map { ($0.buffer, pieces[$0.buffer][$0.piece].addresses) })
    }
    return sections
  }
}
