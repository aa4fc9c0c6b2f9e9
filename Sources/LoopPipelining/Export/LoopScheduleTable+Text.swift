import OptCore

extension LoopScheduleTable {
  /// Prologue and epilogue are listed up to this many cells.
  private static let largestListing = 200_000

  /// The schedule to code from: kernel, prologue, epilogue, buffers, and what warps and units do at the same time.
  func text(_ remarks: [(key: String, value: String)]) -> String {
    var lines = heading(remarks)
    lines += block(.kernel, "kernel: run once per iteration")
    lines += prologue() + epilogue()
    lines += buffers() + roles() + handOvers() + overlaps()
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ remarks: [(key: String, value: String)]) -> [String] {
    let machine = LoopScheduleTable.plain(instance.machine.name)
    let name = LoopScheduleTable.plain(instance.name)
    var facts: [(key: String, value: String)] = [
      ("initiation interval", cycles(interval)),
      ("length", "\(cycles(length)); N iterations take (N - 1) * \(interval) + \(length)"),
      ("stages", String(stageCount)),
    ]
    if let warps = instance.machine.warps {
      facts.append(("warps used", "\(schedule.warpsUsed.count) of \(warps.count)"))
    }
    facts += remarks.map { (LoopScheduleTable.plain($0.key), LoopScheduleTable.plain($0.value)) }
    var grid = TextGrid()
    for fact in facts { grid.add([fact.key, fact.value]) }
    return ["\(name): software pipeline" + (machine.isEmpty ? "" : " for \(machine)"), ""]
      + grid.lines() + [
        "",
        "op[s] issues in the row where it stands, for the iteration that started s kernels before; | = an",
        "operation that issued earlier still occupies the unit or the warp's instruction stream.",
      ]
  }

  /// `1 cycle` or `n cycles`.
  func cycles(_ count: Int) -> String { count == 1 ? "1 cycle" : "\(count) cycles" }

  private func block(_ part: KernelBlock.Part, _ title: String) -> [String] {
    let block = KernelBlock(part, of: self)
    let isWhole = if case .kernel = part { true } else { false }
    // Nothing more to do in the last rows of a prologue or an epilogue.
    let last = block.cells.lastIndex { $0.contains { !$0.isEmpty } } ?? 0
    let count = isWhole ? block.rows.count : min(block.rows.count, last + 1)
    var grid = TextGrid(rightColumns: [0])
    grid.add(["row"] + columns.map(\.name))
    for (row, cells) in zip(block.rows, block.cells).prefix(count) {
      grid.add([String(row)] + cells.map { $0.isEmpty ? "." : $0 })
    }
    var lines = ["", title, ""] + grid.lines(indent: "  ")
    let left = interval - block.rows.count
    if left > 0 {
      lines += ["", "  \(left) rows in which nothing issues are left out"]
    } else if count < interval {
      lines += ["", "  nothing in rows \(count) to \(interval - 1)"]
    }
    return lines
  }

  private func prologue() -> [String] {
    let copies = stageCount - 1
    guard copies > 0 else { return ["", "no prologue and no epilogue: there is one stage"] }
    guard isListed(copies) else {
      return ["", "prologue: \(copies) copies of the kernel; copy j holds stages 0 to j"]
    }
    return (0..<copies).flatMap { copy in
      block(
        .prologue(copy),
        "prologue, copy \(copy) of the kernel: "
          + (copy == 0
            ? "stage 0, of iteration 0"
            : "stages 0 to \(copy), op[s] is of iteration \(copy) - s"))
    }
  }

  private func epilogue() -> [String] {
    let copies = stageCount - 1
    guard copies > 0 else { return [] }
    guard isListed(copies) else {
      return [
        "", "epilogue: \(copies) copies of the kernel; copy k = 1, 2, ... holds stages from k on",
      ]
    }
    return (1...copies).flatMap { copy in
      block(
        .epilogue(copy),
        "epilogue, copy \(copy) of the kernel after that in which the last iteration N - 1 starts: "
          + (copy == copies
            ? "stage \(copy), of iteration N - 1"
            : "stages \(copy) to \(copies), op[s] is of iteration N\(copy > 1 ? " + \(copy - 1)" : "") - s")
      )
    }
  }

  private func isListed(_ copies: Int) -> Bool {
    let rowCount = min(interval, max(KernelBlock.longest, rows.count))
    let (cells, isLarge) = copies.multipliedReportingOverflow(by: rowCount * (1 + columns.count))
    return !isLarge && cells <= LoopScheduleTable.largestListing
  }
}
