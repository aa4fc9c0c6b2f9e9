/// The least initiation interval that units allow (ResMII).
///
/// - Source: Rau and Glaeser (1981), "Some scheduling techniques and an easily schedulable horizontal architecture"; the second
///   step for reservation tables: Rau (1994), "Iterative modulo scheduling".
package struct ResourceBound {
  /// The bound, at least 1.
  package let interval: Int
  /// The unit that asks for it; nil = none does, or the reservation table of an operation does.
  package let unit: Int?
  /// An operation that asks for more of a unit at one time than there is, so that no interval works; nil = there is none.
  package let misfit: Int?

  /// Work of each unit over its capacity, raised as long as some operation cannot run beside its own next iterations.
  ///
  /// - Complexity: O(uses) for each raise, of which there are at most `mostRaises`.
  package init(_ instance: LoopInstance) {
    var work = [Int](repeating: 0, count: instance.machine.units.count)
    for operation in instance.operations {
      for use in operation.uses { work[use.unit] += (use.to - use.from) * use.amount }
    }
    var (interval, unit) = (1, Int?.none)
    for (number, resource) in instance.machine.units.enumerated() {
      let least = (work[number] + resource.capacity - 1) / resource.capacity
      if least > interval { (interval, unit) = (least, number) }
    }
    misfit = instance.operations.indices.first { v in
      let operation = instance.operations[v]
      // Later iterations begin when this one is over.
      let alone = operation.uses.reduce(1) { max($0, $1.to) }
      return !ResourceBound.fits(operation, in: instance.machine, interval: alone)
    }
    let last = interval + (misfit == nil ? ResourceBound.mostRaises : 0)
    while interval < last,
      !instance.operations.allSatisfy({
        ResourceBound.fits($0, in: instance.machine, interval: interval)
      })
    {
      interval += 1
      unit = nil
    }
    (self.interval, self.unit) = (interval, unit)
  }

  /// Raises are given up after so many: the bound is then weaker than it could be.
  private static let mostRaises = 100_000

  /// Whether an operation leaves room for its own next iterations.
  static func fits(
    _ operation: LoopOperation, in machine: LoopMachine, interval: Int
  ) -> Bool {
    guard operation.uses.contains(where: { $0.to > interval }) || operation.uses.count > 1 else {
      return true
    }
    return Set(operation.uses.map(\.unit)).allSatisfy { unit in
      let uses = operation.uses.filter { $0.unit == unit }
      let levels = RowLevels(interval: interval, uses.map { .init($0, from: 0) })
      return levels.peak.amount <= machine.units[unit].capacity
    }
  }
}
