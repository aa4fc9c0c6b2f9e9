import Drawing

/// The colours of blocks: by size, or by the time that they save for every byte.
struct BlockShades {
  /// The colour of every block.
  let classes: [ColourClass]
  /// What the colours mean.
  let legend: [Legend.Entry]

  private static let levels = Palette.levelCount

  /// By size, in steps of equal ratios.
  init(sizesOf blocks: [MemoryTable.Block]) {
    func exponent(_ size: Int) -> Int { Int.bitWidth - 1 - max(1, size).leadingZeroBitCount }
    let exponents = blocks.map { exponent($0.size) }
    guard let least = exponents.min(), let greatest = exponents.max() else {
      (classes, legend) = ([], [])
      return
    }
    let step = (greatest - least) / BlockShades.levels + 1
    let levels = exponents.map { ($0 - least) / step }
    classes = levels.map { .level($0) }
    legend = (0...((greatest - least) / step)).filter(Set(levels).contains).map { level in
      let bound = min(least + (level + 1) * step, 62)
      return .init(
        .box(Palette.level(level)), "below \(BlockShades.bytes(exponent: bound))")
    }
  }

  /// By time saved for every byte, an equal number of stays for each shade; grey ones save nothing, or are reserved.
  init(savingsOf blocks: [MemoryTable.Block]) {
    func ratio(_ block: Int) -> Double { Double(blocks[block].saved) / Double(blocks[block].size) }
    let order = blocks.indices.filter { blocks[$0].saved > 0 }.sorted {
      (ratio($0), $0) < (ratio($1), $1)
    }
    var classes = [ColourClass](repeating: .neutral, count: blocks.count)
    for (rank, block) in order.enumerated() {
      classes[block] = .level(rank * BlockShades.levels / order.count)
    }
    self.classes = classes
    var entries: [Legend.Entry] = []
    if !order.isEmpty {
      entries = (0..<BlockShades.levels).map { level in
        .init(
          .box(Palette.level(level)),
          level == 0
            ? "least" : level == BlockShades.levels - 1 ? "most time saved per byte" : "")
      }
    }
    if order.count < blocks.count {
      entries.append(.init(.box(ColourClass.neutral.colour), "none, or reserved"))
    }
    legend = entries + [.init(.box(Palette.grid), "striped: being copied, or reserved")]
  }

  /// 2^exponent bytes in words.
  private static func bytes(exponent: Int) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    return "\(1 << (exponent % 10)) \(units[exponent / 10])"
  }
}
