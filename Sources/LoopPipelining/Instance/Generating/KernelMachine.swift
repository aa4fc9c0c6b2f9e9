/// A machine for classical kernels: adders, multipliers and memory ports.
struct KernelMachine {
  /// How many adders there are, at least 1.
  var adders = 1
  /// How many multipliers there are, at least 1.
  var multipliers = 1
  /// How many ports to memory there are, at least 1.
  var ports = 1
  /// Cycles of an addition, at least 1.
  var addition = 1
  /// Cycles of a multiplication, at least 1.
  var multiplication = 2
  /// Cycles of a load, at least 1; a store takes one.
  var load = 2
  /// Whether units take a new operation every cycle.
  var isPipelined = false
  /// Registers for results; nil = no limit.
  var registers: Int?

  /// `1a1m`, with `p` where units are pipelined, times and registers where they are not the standard.
  var name: String {
    let standard = KernelMachine()
    var name = "\(adders)a\(multipliers)m"
    if ports != standard.ports { name += "\(ports)p" }
    if addition != standard.addition || multiplication != standard.multiplication
      || load != standard.load
    {
      name += "_t\(addition)-\(multiplication)-\(load)"
    }
    if isPipelined { name += "_pipelined" }
    if let registers { name += "_r\(registers)" }
    return name
  }

  /// The machine; ports are left out where a kernel has no use for them.
  func machine(hasPorts: Bool) -> LoopMachine {
    var units: [LoopMachine.Resource] = [
      .init(name: "ADD", capacity: adders), .init(name: "MUL", capacity: multipliers),
    ]
    if hasPorts { units.append(.init(name: "MEM", capacity: ports)) }
    return LoopMachine(
      name: name, units: units,
      memories: registers.map { [.init(name: "REG", capacity: $0)] } ?? [])
  }
}

/// A kernel that is being written down.
struct KernelDraft {
  typealias Value = LoopDraft.Value

  let machine: KernelMachine
  private(set) var loop = LoopDraft()
  private(set) var hasPorts = false

  init(_ machine: KernelMachine) { self.machine = machine }

  /// An addition, subtraction or comparison.
  @discardableResult
  mutating func add(_ id: String, _ inputs: Value...) -> Value {
    operation(id, unit: 0, cycles: machine.addition, inputs)
  }

  /// A multiplication.
  mutating func multiply(_ id: String, _ inputs: Value...) -> Value {
    operation(id, unit: 1, cycles: machine.multiplication, inputs)
  }

  /// A load.
  mutating func load(_ id: String) -> Value {
    hasPorts = true
    return operation(id, unit: 2, cycles: machine.load, [])
  }

  /// A store.
  mutating func store(_ id: String, _ input: Value) {
    hasPorts = true
    _ = operation(id, unit: 2, cycles: 1, [input])
  }

  /// Makes an operation use a result that is added later.
  mutating func feed(_ target: Value, from input: Value) { loop.feed(target, from: input) }

  /// The sum of some results, as a tree of additions.
  mutating func sum(_ id: String, _ terms: [Value]) -> Value? {
    var (level, number) = (terms, 0)
    while level.count > 1 {
      var next: [Value] = []
      for place in stride(from: 0, to: level.count, by: 2) {
        if place + 1 < level.count {
          next.append(add("\(id)\(number)", level[place], level[place + 1]))
          number += 1
        } else {
          next.append(level[place])
        }
      }
      level = next
    }
    return level.first
  }

  private mutating func operation(
    _ id: String, unit: Int, cycles: Int, _ inputs: [Value]
  ) -> Value {
    let busy = machine.isPipelined || unit == 2 ? 1 : cycles
    return loop.add(
      LoopOperation(id: id, cycles: cycles, uses: [.init(unit: unit, from: 0, to: busy)]), inputs)
  }

  /// The instance.
  ///
  /// - Throws: `LoopInstance.Invalid`.
  func instance(name: String) throws(LoopInstance.Invalid) -> LoopInstance {
    var loop = loop
    if machine.registers != nil { loop.useRegisters(of: 0) }
    return try loop.instance(
      name: name + "_" + machine.name, machine: machine.machine(hasPorts: hasPorts))
  }
}
