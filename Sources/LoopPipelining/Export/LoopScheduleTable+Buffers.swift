extension LoopScheduleTable {
  /// How many copies of every value there must be, and where they lie.
  func buffers() -> [String] {
    let kept = rows.indices.filter { rows[$0].ringDepth > 0 }
    guard !kept.isEmpty else { return [] }
    let single = kept.filter { rows[$0].ringDepth == 1 && !takesRoom($0) }
    var lines = ["", "buffers: how many copies of its value an operation needs (ring depth)", ""]
    var grid = TextGrid(rightColumns: [1, 2])
    grid.add(["value of", "copies", "live", "where", "used last by"])
    let listed = kept.filter { rows[$0].ringDepth > 1 || takesRoom($0) }
    for v in listed {
      grid.add([
        label(of: v), String(rows[v].ringDepth), String(rows[v].lifetime), place(of: v),
        lastUsers(of: v),
      ])
    }
    if !listed.isEmpty { lines += grid.lines(indent: "  ") }
    if !single.isEmpty { lines.append("  one copy: " + single.map(name).joined(separator: ", ")) }
    if let most = kept.map({ rows[$0].ringDepth }).max(), 2...16 ~= most {
      lines.append("  without rotating buffers: unroll the kernel \(most) times")
    }
    lines += loadLines(memories)
    return lines
  }

  private func takesRoom(_ operation: Int) -> Bool {
    instance.operations[operation].registers > 0
      || instance.operations[operation].memory.contains { $0.amount > 0 }
  }

  private func place(of v: Int) -> String {
    let operation = instance.operations[v]
    var places = operation.memory.filter { $0.amount > 0 }.map {
      "\(memories[$0.memory].name) \(rows[v].ringDepth) x \($0.amount)"
    }
    if operation.registers > 0, !rows[v].warps.isEmpty {
      places.append("registers \(rows[v].ringDepth) x \(operation.registersPerWarp)")
    }
    if operation.isStreaming { places.append("runs ahead: more copies let it run further") }
    return places.isEmpty ? "-" : places.joined(separator: ", ")
  }

  /// The operations whose issue, with the cycles of hold, ends the lifetime.
  private func lastUsers(of v: Int) -> String {
    var users: [String] = []
    for number in instance.outgoing[v] where instance.edges[number].isData {
      let edge = instance.edges[number]
      let end = rows[edge.target].start + edge.distance * interval + edge.hold
      guard end == rows[v].begin + rows[v].lifetime else { continue }
      let user =
        label(of: edge.target) + later(edge.distance)
        + (edge.hold > 0 ? ", held \(edge.hold)" : "")
      if !users.contains(user) { users.append(user) }
    }
    return users.joined(separator: "; ")
  }

  /// Of which iteration a target is, seen from the source.
  func later(_ distance: Int) -> String {
    switch distance {
    case 0: ""
    case 1: " of the next iteration"
    default: " of \(distance) iterations later"
    }
  }

  /// What resources carry at most.
  private func loadLines(_ loads: [Load]) -> [String] {
    loads.map { load in
      let peak = load.levels.peak
      return "  \(load.name): \(most(of: load))"
        + (peak.amount > 0 ? ", from row \(peak.row) on" : "")
    }
  }

  /// The peak of a load beside its capacity.
  ///
  /// - Parameter text: how numbers are written.
  func most(of load: Load, _ text: (Int) -> String = { String($0) }) -> String {
    let peak = load.levels.peak.amount
    guard let capacity = load.capacity else { return "at most \(text(peak))" }
    return "at most \(text(peak)) of \(text(capacity))"
      + (capacity > 0 ? " (\(percent(Double(peak) / Double(capacity))))" : "")
  }

  /// A share of 1 in whole percents.
  func percent(_ share: Double) -> String { "\(Int((min(max(share, 0), 9) * 100).rounded())) %" }
}
