/// The modulo reservation table of some operations: what is taken of every unit in every row.
struct ModuloTable {
  private let instance: LoopInstance
  private let interval: Int
  /// `taken[unit * interval + row]`.
  private var taken: [Int]

  /// Units times rows that a table may have.
  private static let mostCells = 50_000_000

  /// Whether a table of so many rows is not too large.
  static func fits(_ instance: LoopInstance, interval: Int) -> Bool {
    interval <= mostCells / max(1, instance.machine.units.count)
  }

  /// An empty table, which must not be too large.
  init(_ instance: LoopInstance, interval: Int) {
    (self.instance, self.interval) = (instance, interval)
    taken = Array(repeating: 0, count: instance.machine.units.count * interval)
  }

  /// Whether units have room for an operation at a time.
  func fits(_ operation: Int, at start: Int) -> Bool {
    let uses = instance.operations[operation].uses
    for (index, use) in uses.enumerated() {
      let capacity = instance.machine.units[use.unit].capacity
      for cycle in use.from..<use.to {
        let row = modulo(start + cycle)
        // Cells of this operation itself are not in the table yet.
        var own = 0
        for other in uses[...index] where other.unit == use.unit {
          own += other.amount * covers(other, start, row)
        }
        if taken[use.unit * interval + row] + own > capacity { return false }
      }
    }
    return true
  }

  /// How often a use covers a row.
  private func covers(_ use: LoopOperation.Use, _ start: Int, _ row: Int) -> Int {
    let (turns, rest) = (use.to - use.from).quotientAndRemainder(dividingBy: interval)
    return turns + (modulo(row - start - use.from) < rest ? 1 : 0)
  }

  /// Enters an operation (`sign` 1), or takes it out (-1).
  mutating func change(_ operation: Int, at start: Int, _ sign: Int) {
    for use in instance.operations[operation].uses {
      for cycle in use.from..<use.to {
        taken[use.unit * interval + modulo(start + cycle)] += sign * use.amount
      }
    }
  }

  /// Whether two operations want a row of a unit at the same time, so that one has to make room.
  func meets(_ a: Int, at start: Int, _ b: Int, at other: Int) -> Bool {
    for use in instance.operations[a].uses {
      for second in instance.operations[b].uses where second.unit == use.unit {
        let distance = modulo(other + second.from - start - use.from)
        if distance < use.to - use.from || interval - distance < second.to - second.from {
          return use.to > use.from && second.to > second.from
        }
      }
    }
    return false
  }

  private func modulo(_ time: Int) -> Int {
    let row = time % interval
    return row < 0 ? row + interval : row
  }
}
