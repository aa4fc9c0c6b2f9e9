import Drawing

extension MemoryTable {
  /// Pictures of more blocks than this are larger.
  private static let large = 1_000

  /// Time and addresses as a picture.
  func map(_ remarks: [(key: String, value: String)]) -> AddressMap {
    let shades = program == nil ? BlockShades(sizesOf: blocks) : BlockShades(savingsOf: blocks)
    var buffers: [AddressMap.Buffer] = []
    for (index, block) in blocks.enumerated() {
      buffers += rectangles(of: block, shades.classes[index])
    }
    let isLarge = blocks.count > MemoryTable.large
    var map = AddressMap(
      title: title(remarks), buffers: buffers, capacity: capacity,
      width: isLarge ? 1_800 : 1_100, height: isLarge ? 1_000 : 640)
    map.peak = blocks.isEmpty ? nil : peak
    map.load = load.map { .init(time: $0.time, bytes: $0.bytes) }
    map.legend = shades.legend
    if let program {
      map.timeLabel = "instruction"
      map.strip = strip(of: program)
      if blocks.isEmpty {
        // Without any stay the axis still shows the whole program.
        map.buffers.append(
          .init(start: 0, end: max(1, program.instance.instructions.count), offset: 0, size: 0))
      }
    } else {
      map.timeLabel = "time"
    }
    return map
  }

  private func title(_ remarks: [(key: String, value: String)]) -> String {
    var words = ["peak \(NumberText.of(peak))"]
    if let program {
      words.insert("saves \(NumberText.of(program.cost.saved)) of", at: 0)
      words[0] += " \(NumberText.of(program.cost.base)) ps"
    }
    for remark in remarks where ["status", "method"].contains(remark.key) {
      words.append(remark.value)
    }
    return "\(name): " + words.joined(separator: ", ")
  }

  private func rectangles(of block: Block, _ colour: ColourClass) -> [AddressMap.Buffer] {
    let tooltip = tooltip(of: block)
    func rectangle(_ piece: OccupiedRectangle, isStriped: Bool = false) -> AddressMap.Buffer {
      .init(
        start: piece.times.lowerBound, end: piece.times.upperBound,
        offset: piece.addresses.lowerBound, size: piece.addresses.count,
        label: isStriped ? "" : block.name, colour: colour, tooltip: tooltip,
        isStriped: isStriped, key: block.name)
    }
    guard let piece = block.pieces.first else { return [] }
    func part(_ times: Range<Int>, isStriped: Bool) -> AddressMap.Buffer {
      var part = piece
      part.times = times
      return rectangle(part, isStriped: isStriped)
    }
    switch block.kind {
    case .buffer: return block.pieces.map { rectangle($0) }
    case .reserved: return [part(piece.times, isStriped: true)]
    case .stay(let stay):
      let window = stay.copyOut ?? .init(stay.upper, stay.upper)
      return [
        (stay.lower..<stay.ready, true), (stay.ready..<window.begin, false),
        (window.begin..<window.end, true), (window.end..<stay.upper, false),
      ].filter { !$0.0.isEmpty }.map { part($0.0, isStriped: $0.1) }
    }
  }

  private func tooltip(of block: Block) -> String {
    var text =
      "\(block.name): \(block.size) bytes at \(block.offset),"
      + " during \(block.times.lowerBound)..<\(block.times.upperBound)"
    guard case .stay(let stay) = block.kind else { return text }
    switch stay.entry {
    case .define: text += ", defined there"
    case .copy(let ready): text += ", copied in until \(ready)"
    case .preload: text += ", preloaded"
    }
    if let window = stay.copyOut { text += ", copied out during \(window.begin)..<\(window.end)" }
    return text + ", saves \(block.saved) ps of memory time"
  }

  /// Durations of instructions: memory times, what computation takes beyond, and the wait for copies.
  private func strip(of program: Program) -> TimeStrip {
    let cost = program.cost
    let count = cost.durations.count
    var waits = program.stalls.before
    if count > 0 { waits[count - 1] += waits[count] }
    func values(_ value: (Int) -> Int) -> [Double] { (0..<count).map { Double(value($0)) / 1e6 } }
    return TimeStrip(
      label: "duration [us]",
      layers: [
        .init(label: "slow memory", colour: .series(1), values: values { cost.slowTimes[$0] }),
        .init(label: "fast memory", colour: .series(2), values: values { cost.fastTimes[$0] }),
        .init(
          label: "computation beyond", colour: .series(4),
          values: values { cost.durations[$0] - cost.slowTimes[$0] - cost.fastTimes[$0] }),
        .init(label: "wait for copies", colour: .late, values: values { waits[$0] }),
      ])
  }
}
