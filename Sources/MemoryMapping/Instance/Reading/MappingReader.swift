import OptCore

/// Reads a program in the form `optsolve-memmap-1`; keys that it does not know are ignored.
struct MappingReader {
  private static let numbers = 0...MappingInstance.largestNumber

  private var tensors: [Tensor] = []
  private var records: [JSONCursor] = []
  private var isParameter: [Bool] = []
  private var numbers: [String: Int] = [:]

  /// Reads a document.
  ///
  /// - Parameter capacity: the height of the fast memory; nil = what the document says.
  /// - Throws: `InstanceError` at the value that does not fit.
  static func read(
    _ document: JSONCursor, capacity: Int?
  ) throws(InstanceError) -> MappingInstance {
    try checkFormat(document)
    var reader = MappingReader()
    return try reader.program(document, capacity: capacity)
  }

  private static func checkFormat(_ document: JSONCursor) throws(InstanceError) {
    let expected = "\"\(MappingInstance.format)\""
    let format = try document.required("format", expected)
    guard format.value == .string(MappingInstance.format) else {
      throw format.error(expected: expected)
    }
  }

  private mutating func program(
    _ document: JSONCursor, capacity: Int?
  ) throws(InstanceError) -> MappingInstance {
    let range = MappingReader.numbers
    let stated = try document.required("capacity", "bytes of fast memory")
      .integer(in: range, "bytes of fast memory")
    let alignment = try document.integer(
      "alignment", in: 1...MappingInstance.largestNumber, default: 1, "an alignment of offsets")
    let preload = try document.integer(
      "preload_bytes", in: range, default: 0, "bytes of preloaded parameters")
    for record in try document.member("tensors")?.elements("a list of tensors") ?? [] {
      try readTensor(record)
    }
    let list = try document.member("instructions")?.elements("a list of instructions") ?? []
    var instructions: [MappingInstance.Instruction] = []
    for (time, record) in list.enumerated() {
      instructions.append(try instruction(record, at: time))
    }
    for (index, tensor) in tensors.enumerated() where tensor.write == nil && !isParameter[index] {
      throw records[index].error(
        found: "tensor \(quoted(tensor.id)), which nothing writes",
        expected: "an instruction that writes it, or \"param\": true")
    }
    let groups = try document.member("aliases")?.elements("a list of alias groups") ?? []
    let blocks = try document.member("reserved")?.elements("a list of reserved blocks") ?? []
    var reserved: [MappingInstance.Reserved] = []
    for block in blocks { reserved.append(try self.reserved(block)) }
    var members: [[Int]] = []
    for group in groups { members.append(try self.members(of: group)) }
    do throws(MappingInstance.Invalid) {
      return try MappingInstance(
        name: name(of: document), capacity: capacity ?? stated, alignment: alignment,
        preloadLimit: preload, hardware: document.value["hardware"], instructions: instructions,
        tensors: tensors, groups: members, reserved: reserved)
    } catch {
      switch error {
      case .tensor(let index, let fault):
        throw records[index].error("tensor \(quoted(tensors[index].id)) \(fault)")
      case .instruction(let index, _): throw list[index].error(error.description)
      case .group(let index, _): throw groups[index].error(error.description)
      case .reserved(let index, _): throw blocks[index].error(error.description)
      case .other(let fault): throw document.error(fault)
      }
    }
  }

  private func name(of document: JSONCursor) -> String {
    if case .string(let name)? = document.value["name"], !name.isEmpty { return name }
    return document.source.stem
  }

  private mutating func readTensor(_ record: JSONCursor) throws(InstanceError) {
    let id = try record.required("id", "the name of a tensor").string("the name of a tensor")
    guard numbers.updateValue(tensors.count, forKey: id) == nil else {
      throw try record.required("id", "a name").error(expected: "a name that no tensor before has")
    }
    let size = try record.required("size", "bytes").integer(
      in: 1...MappingInstance.largestNumber, "bytes of tensor \(quoted(id))")
    let copy = try record.required("copy_ps", "picoseconds of a copy").integer(
      in: MappingReader.numbers, "picoseconds of a copy of tensor \(quoted(id))")
    var tensor = Tensor(id: id, size: size, copyTime: copy)
    tensor.isOutput = try record.flag("output")
    isParameter.append(try record.flag("param"))
    tensors.append(tensor)
    records.append(record)
  }

  private mutating func instruction(
    _ record: JSONCursor, at time: Int
  ) throws(InstanceError) -> MappingInstance.Instruction {
    let id = try record.member("id")?.string("the name of an instruction") ?? "i\(time)"
    let compute = try record.required("compute_ps", "picoseconds of computation").integer(
      in: MappingReader.numbers, "picoseconds of computation")
    for write in try record.member("writes")?.elements("a list of writes") ?? [] {
      let (tensor, access) = try access(write, at: time)
      guard !isParameter[tensor], tensors[tensor].write == nil else {
        throw write.error(
          found: "a write to \(quoted(tensors[tensor].id)), "
            + (isParameter[tensor] ? "a parameter" : "which is written before"),
          expected: "a tensor that nothing else writes")
      }
      tensors[tensor].write = access
      if let first = tensors[tensor].reads.first {
        throw write.error(
          found: "the definition of \(quoted(tensors[tensor].id))",
          expected: "one before instruction \(first.instruction), which reads it")
      }
    }
    for read in try record.member("reads")?.elements("a list of reads") ?? [] {
      let (tensor, access) = try access(read, at: time)
      guard tensors[tensor].reads.last?.instruction != time else {
        throw read.error(
          found: "a second read of \(quoted(tensors[tensor].id))", expected: "one at most")
      }
      guard tensors[tensor].write?.instruction != time else {
        throw read.error(
          found: "a read of \(quoted(tensors[tensor].id)) by the instruction that defines it",
          expected: "a later one")
      }
      tensors[tensor].reads.append(access)
    }
    return MappingInstance.Instruction(id: id, compute: compute)
  }

  private func access(
    _ record: JSONCursor, at time: Int
  ) throws(InstanceError) -> (tensor: Int, access: Tensor.Access) {
    let name = try record.required("tensor", "the name of a tensor")
    let tensor = try number(name)
    let slow = try record.required("slow_ps", "picoseconds from slow memory").integer(
      in: MappingReader.numbers, "picoseconds from slow memory")
    let fast = try record.required("fast_ps", "picoseconds from fast memory").integer(
      in: 0...slow, "picoseconds from fast memory, no more than from slow memory")
    return (tensor, Tensor.Access(instruction: time, slow: slow, fast: fast))
  }

  private func number(_ name: JSONCursor) throws(InstanceError) -> Int {
    guard case .string(let id) = name.value, let tensor = numbers[id] else {
      throw name.error(expected: "the name of a tensor of the list 'tensors'")
    }
    return tensor
  }

  private func members(of group: JSONCursor) throws(InstanceError) -> [Int] {
    let names = try group.elements("an alias group: a list of tensors")
    var members: [Int] = []
    for name in names { members.append(try number(name)) }
    return members
  }

  private func reserved(_ block: JSONCursor) throws(InstanceError) -> MappingInstance.Reserved {
    func number(_ key: String, atLeast least: Int = 0) throws(InstanceError) -> Int {
      try block.required(key, "a number").integer(
        in: least...MappingInstance.largestNumber, "'\(key)' of a reserved block")
    }
    let (lower, offset) = (try number("lower"), try number("offset"))
    let upper = try number("upper", atLeast: lower)
    let size = try number("size")
    return MappingInstance.Reserved(times: lower..<upper, addresses: offset..<offset + size)
  }
}
