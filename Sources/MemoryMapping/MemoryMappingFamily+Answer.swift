import OptCore

extension MemoryMappingFamily {
  /// The result document's own field `buffers`: offsets, or residencies.
  public func fields(
    of solution: MemorySolution, in instance: MemoryInstance
  ) -> [JSONValue.Member] {
    let records: [JSONValue]
    switch (solution, instance) {
    case (.allocation(let allocation), .allocation(let instance)):
      records = zip(instance.buffers, allocation.offsets).map { buffer, offset in
        .object(pairs: [
          ("id", .string(buffer.id)), ("location", .string("fast")), ("offset", .integer(offset)),
        ])
      }
    case (.mapping(let mapping), .mapping(let instance)):
      records = mapping.records(in: instance)
    default: records = []
    }
    return [.init("buffers", .array(records))]
  }

  /// Facts about an instance for the answer block.
  public func facts(about instance: MemoryInstance) -> [(key: String, value: String)] {
    switch instance {
    case .allocation(let instance):
      var facts = [
        (key: "buffers", value: String(instance.buffers.count)),
        (key: "load", value: String(LoadBound.load(of: instance.buffers))),
        (key: "goal", value: instance.goal == .fit ? "fit into the capacity" : "least peak"),
      ]
      if let limit = instance.limit { facts.append(("capacity", String(limit))) }
      return facts
    case .mapping(let instance):
      return [
        (key: "instructions", value: String(instance.instructions.count)),
        (key: "tensors", value: String(instance.tensors.count)),
        (key: "capacity", value: String(instance.capacity)),
        (key: "time with slow memory only", value: "\(MappingCost.base(of: instance)) ps"),
      ]
    }
  }

  /// The solution for the answer block.
  public func answer(
    _ solution: MemorySolution, in instance: MemoryInstance
  ) -> [(key: String, value: String)] {
    switch (solution, instance) {
    case (.allocation(let allocation), .allocation(let instance)):
      return [(key: "peak", value: String(allocation.peak(in: instance)))]
    case (.mapping(let mapping), .mapping(let instance)):
      let cost = MappingCost(of: mapping, in: instance)
      let accesses = instance.tensors.reduce(0) { $0 + $1.accesses.count }
      return [
        (key: "program time", value: "\(cost.total) ps, \(cost.base) ps with slow memory only"),
        (key: "fast accesses", value: "\(cost.fastAccesses) of \(accesses)"),
        (key: "stalls for copies", value: "\(cost.stall) of \(cost.copyTime) ps"),
      ]
    default: return []
    }
  }
}

extension Mapping {
  /// One record per stay, tensors in the order of the instance.
  func records(in instance: MappingInstance) -> [JSONValue] {
    staysByTensor(count: instance.tensors.count).joined().map { stay in
      var record: [(String, JSONValue)] = [
        ("id", .string(instance.tensors[stay.tensor].id)), ("location", .string("fast")),
        ("offset", .integer(stay.offset)), ("lower", .integer(stay.lower)),
        ("upper", .integer(stay.upper)),
      ]
      switch stay.entry {
      case .define: record.append(("entry", .string("define")))
      case .copy(let ready): record += [("entry", .string("copy")), ("ready", .integer(ready))]
      case .preload: record.append(("entry", .string("preload")))
      }
      if let window = stay.copyOut {
        record.append(("copy_out", .array([.integer(window.begin), .integer(window.end)])))
      }
      return .object(pairs: record)
    }
  }
}
