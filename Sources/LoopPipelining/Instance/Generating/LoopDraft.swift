/// A loop that is being put together from expressions.
struct LoopDraft {
  /// A result, and from how many iterations before it is taken.
  struct Value {
    let operation: Int
    var distance = 0

    /// The result of an earlier iteration.
    func delayed(by iterations: Int) -> Value {
      Value(operation: operation, distance: distance + iterations)
    }
  }

  private(set) var operations: [LoopOperation] = []
  private(set) var edges: [LoopEdge] = []

  /// Adds an operation that uses some results; each is there when its operation has completed.
  ///
  /// - Returns: its result.
  @discardableResult
  mutating func add(_ operation: LoopOperation, _ inputs: [Value] = []) -> Value {
    operations.append(operation)
    let result = Value(operation: operations.count - 1)
    for input in inputs { feed(result, from: input) }
    return result
  }

  /// Makes an operation use another result; for recurrences it may be one that is added later.
  mutating func feed(_ target: Value, from input: Value) {
    connect(input, target, delay: operations[input.operation].cycles)
  }

  /// Adds a dependence with a delay of its own.
  mutating func connect(
    _ source: Value, _ target: Value, delay: Int, kind: LoopEdge.Kind = .data,
    isBlocking: Bool = false, hold: Int = 0
  ) {
    edges.append(
      LoopEdge(
        from: source.operation, to: target.operation, delay: delay, distance: source.distance,
        kind: kind, isBlocking: isBlocking, hold: hold))
  }

  /// Whether results of an operation are used.
  func isUsed(_ number: Int) -> Bool { edges.contains { $0.source == number && $0.isData } }

  /// Every result that is used takes one of a register file.
  mutating func useRegisters(of memory: Int) {
    for number in operations.indices where isUsed(number) {
      operations[number].memory.append(.init(memory: memory, amount: 1))
    }
  }

  /// The instance.
  ///
  /// - Throws: `LoopInstance.Invalid`.
  func instance(name: String, machine: LoopMachine) throws(LoopInstance.Invalid) -> LoopInstance {
    try LoopInstance(name: name, machine: machine, operations: operations, edges: edges)
  }
}
