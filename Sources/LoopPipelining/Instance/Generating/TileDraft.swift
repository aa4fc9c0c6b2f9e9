/// A tile loop that is being written down for a machine.
struct TileDraft {
  typealias Value = LoopDraft.Value

  /// Units as `TileMachine.units` numbers them.
  enum Unit: Int {
    case tensor, exponential, arithmetic, copy, tensorMemory
  }

  /// Memories as `machine` numbers them.
  enum Memory: Int {
    case shared, tensor
  }

  let target: TileMachine
  private(set) var loop = LoopDraft()

  init(_ target: TileMachine) { self.target = target }

  /// A copy from global to shared memory; with a loader warp it runs ahead, so users wait for it but its delay counts for nothing.
  mutating func load(_ id: String, bytes: Int) -> Value {
    let busy = target.copy(bytes)
    let runsAhead = target.isAsynchronous
    return loop.add(
      LoopOperation(
        id: id, cycles: runsAhead ? busy : target.arrival(bytes),
        uses: [.init(unit: Unit.copy.rawValue, from: 0, to: busy)],
        memory: [.init(memory: Memory.shared.rawValue, amount: bytes)],
        hasVariableLatency: runsAhead, isStreaming: runsAhead, issue: 1))
  }

  /// A product on tensor cores, whose result is in registers or in columns of tensor memory.
  mutating func product(
    _ id: String, _ m: Int, _ n: Int, _ k: Int, registers: Int, columns: Int, warps: Int = 1
  ) -> Value {
    let cycles = target.product(m, n, k)
    let inTensorMemory = target.hasTensorMemory
    return loop.add(
      LoopOperation(
        id: id, cycles: cycles, uses: [.init(unit: Unit.tensor.rawValue, from: 0, to: cycles)],
        memory: inTensorMemory && columns > 0
          ? [.init(memory: Memory.tensor.rawValue, amount: columns)] : [],
        registers: inTensorMemory ? 0 : registers, warpCount: inTensorMemory ? 1 : warps,
        spill: TileMachine.spill(inTensorMemory ? 0 : registers / warps),
        issue: target.isAsynchronous ? 1 : nil))
  }

  /// Passes over elements on the arithmetic units.
  mutating func passes(_ id: String, _ count: Int, elements: Int, registers: Int) -> Value {
    let cycles = count * target.pass(elements)
    return loop.add(
      LoopOperation(
        id: id, cycles: cycles, uses: [.init(unit: Unit.arithmetic.rawValue, from: 0, to: cycles)],
        registers: registers, spill: TileMachine.spill(registers)))
  }

  /// Exponentials with two passes on the arithmetic units beside them.
  mutating func exponentials(_ id: String, elements: Int, registers: Int) -> Value {
    let cycles = TileMachine.exponentials(elements)
    let passes = min(cycles, 2 * target.pass(elements))
    return loop.add(
      LoopOperation(
        id: id, cycles: cycles,
        uses: [
          .init(unit: Unit.exponential.rawValue, from: 0, to: cycles),
          .init(unit: Unit.arithmetic.rawValue, from: 0, to: passes),
        ], registers: registers, spill: TileMachine.spill(registers)))
  }

  /// A load from tensor memory into registers.
  mutating func tensorLoad(_ id: String, words: Int) -> Value {
    let time = TileMachine.tensorLoad(words)
    return loop.add(
      LoopOperation(
        id: id, cycles: time.latency,
        uses: [.init(unit: Unit.tensorMemory.rawValue, from: 0, to: time.busy)], registers: words,
        spill: TileMachine.spill(words), issue: time.busy))
  }

  /// A store of bytes from registers to tensor memory, or to shared memory of which it takes some.
  mutating func store(_ id: String, bytes: Int, shared: Int, isTensor: Bool) -> Value {
    let time = TileMachine.tensorStore(bytes)
    let unit = isTensor ? Unit.tensorMemory : .arithmetic
    return loop.add(
      LoopOperation(
        id: id, cycles: time.latency, uses: [.init(unit: unit.rawValue, from: 0, to: time.busy)],
        memory: shared > 0 ? [.init(memory: Memory.shared.rawValue, amount: shared)] : [],
        spill: TileMachine.spill(0)))
  }

  /// Any other operation.
  mutating func add(_ operation: LoopOperation) -> Value { loop.add(operation) }

  /// A use of a result when it is there.
  mutating func use(_ value: Value, by target: Value, kind: LoopEdge.Kind = .data) {
    loop.connect(
      value, target, delay: loop.operations[value.operation].cycles, kind: kind)
  }

  /// A use of what an asynchronous operation delivers, or an asynchronous one reads: the target waits, and the value stays until it was read.
  mutating func wait(for value: Value, by target: Value, isRead: Bool = false) {
    let source = loop.operations[value.operation]
    loop.connect(
      value, target, delay: source.hasVariableLatency ? 0 : source.cycles, isBlocking: true,
      hold: isRead ? loop.operations[target.operation].cycles : 0)
  }

  /// A use by an operation that reads the value while it runs.
  mutating func read(_ value: Value, by target: Value) {
    loop.connect(
      value, target, delay: loop.operations[value.operation].cycles,
      hold: loop.operations[target.operation].cycles)
  }

  /// The instance; resident data leave `shared` bytes of shared memory and `columns` of tensor memory.
  ///
  /// - Parameter cyclesPerUnit: times are divided by it; 1 = as they are.
  /// - Throws: `LoopInstance.Invalid`, also when nothing is left of a memory.
  func instance(
    name: String, warps: Int, shared: Int, columns: Int, cyclesPerUnit: Int
  ) throws(LoopInstance.Invalid) -> LoopInstance {
    var memories = [LoopMachine.Resource(name: "SMEM", capacity: shared)]
    if target.hasTensorMemory { memories.append(.init(name: "TMEM", capacity: columns)) }
    let machine = LoopMachine(
      name: target.rawValue, units: target.units, memories: memories,
      warps: .init(
        count: warps, registers: target.registers(of: warps),
        variableLatencyWarp: target.isAsynchronous ? 0 : nil))
    let raw = try loop.instance(name: name, machine: machine)
    let scaled = try raw.scaled(by: cyclesPerUnit)
    return try LoopInstance(
      name: name, machine: machine, operations: scaled.operations, edges: scaled.edges)
  }
}
