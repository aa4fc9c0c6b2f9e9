import OptCore

/// A program that is being written down, operation by operation.
struct GraphDraft {
  /// A tensor of the draft, by its number.
  struct Value: Hashable {
    let number: Int
    /// Of all of it.
    let elements: Int
  }

  /// How much of a tensor an operation reads or writes.
  struct Part {
    let value: Value
    let elements: Int

    init(_ value: Value, _ elements: Int? = nil) {
      (self.value, self.elements) = (value, elements ?? value.elements)
    }
  }

  private(set) var tensors: [Tensor] = []
  private(set) var instructions: [MappingInstance.Instruction] = []
  /// Tensors that share storage.
  private(set) var groups: [[Int]] = []
  let roofline: Roofline
  /// Efficiencies of operations.
  private var stream: RandomStream

  init(_ profile: Roofline.Profile, seed: UInt64) {
    roofline = Roofline(profile: profile)
    stream = RandomStream(seed: seed)
  }

  /// A tensor that exists from the start.
  mutating func parameter(_ id: String, _ elements: Int) -> Value { add(id, elements) }

  /// An operation that reads and writes all of its tensors.
  ///
  /// - Parameters:
  ///   - matrix: operations in matrix units, a multiplication and an addition each count.
  ///   - vector: operations in vector units.
  /// - Returns: its result.
  mutating func run(
    _ id: String, _ output: String, _ elements: Int, matrix: Double = 0, vector: Double = 0,
    _ inputs: [Value]
  ) -> Value {
    let result = add(output, elements)
    record(
      id, matrix: matrix, vector: vector, reads: inputs.map { Part($0) }, writes: [Part(result)])
    return result
  }

  /// An operation that overwrites a tensor: the result shares its storage.
  ///
  /// - Parameter touched: how many elements it reads and writes; nil = all.
  mutating func update(
    _ id: String, _ output: String, of value: Value, touched: Int? = nil, vector: Double,
    _ inputs: [Value]
  ) -> Value {
    let result = add(output, value.elements)
    record(
      id, matrix: 0, vector: vector,
      reads: [Part(value, touched)] + inputs.map { Part($0) }, writes: [Part(result, touched)])
    if let group = groups.firstIndex(where: { $0.contains(value.number) }) {
      groups[group].append(result.number)
    } else {
      groups.append([value.number, result.number])
    }
    return result
  }

  /// An operation that reads parts of tensors, each once, and may write several.
  mutating func record(
    _ id: String, matrix: Double, vector: Double, reads: [Part], writes: [Part]
  ) {
    let efficiency = 0.55 + 0.3 * stream.unit()
    let time = instructions.count
    instructions.append(
      .init(
        id: id,
        compute: roofline.time(matrix: matrix, vector: vector, efficiency: efficiency)))
    for part in reads {
      let number = part.value.number
      guard tensors[number].reads.last?.instruction != time else { continue }
      tensors[number].reads.append(access(part, time))
    }
    for part in writes { tensors[part.value.number].write = access(part, time) }
  }

  /// Marks a tensor that has to be in slow memory at the end.
  mutating func output(_ value: Value) { tensors[value.number].isOutput = true }

  /// A tensor without accesses.
  mutating func add(_ id: String, _ elements: Int) -> Value {
    let size = elements * roofline.elementSize
    tensors.append(
      Tensor(id: id, size: size, copyTime: Roofline.time(of: size, at: roofline.slowRate)))
    return Value(number: tensors.count - 1, elements: elements)
  }

  private func access(_ part: Part, _ time: Int) -> Tensor.Access {
    let bytes = part.elements * roofline.elementSize
    return .init(
      instruction: time, slow: Roofline.time(of: bytes, at: roofline.slowRate),
      fast: Roofline.time(of: bytes, at: roofline.fastRate))
  }
}

extension GraphDraft {
  /// The program with a fast memory.
  func mapping(
    name: String, capacity: Int, alignment: Int, preload: Int, seed: UInt64
  ) throws(MappingInstance.Invalid) -> MappingInstance {
    try MappingInstance(
      name: name, capacity: capacity, alignment: alignment, preloadLimit: preload,
      hardware: .object(pairs: [
        ("profile", .string(roofline.profile.rawValue)),
        ("matrix_flops", .integer(Int(roofline.matrixRate))),
        ("vector_flops", .integer(Int(roofline.vectorRate))),
        ("slow_bytes_per_s", .integer(Int(roofline.slowRate))),
        ("fast_bytes_per_s", .integer(Int(roofline.fastRate))),
        ("overhead_ps", .integer(Int(roofline.overhead))),
        ("seed", .string(String(seed))),
      ]), instructions: instructions, tensors: tensors, groups: groups)
  }

  /// The lives of the tensors: from the instruction that defines one to its last use, of outputs to the end; what shares storage is one
  /// buffer.
  ///
  /// - Parameter withParameters: whether parameters are buffers too, which live all the time.
  func buffers(alignment: Int, withParameters: Bool) -> [Buffer] {
    var groupOf = [Int?](repeating: nil, count: tensors.count)
    for (number, group) in groups.enumerated() { for member in group { groupOf[member] = number } }
    var places = [Int?](repeating: nil, count: groups.count)
    var buffers: [Buffer] = []
    let end = instructions.count
    for (number, tensor) in tensors.enumerated() {
      let isConstant =
        tensor.isParameter || groupOf[number].map { tensors[groups[$0][0]].isParameter } ?? false
      guard !isConstant || withParameters else { continue }
      let lower = isConstant ? 0 : tensor.definition
      let upper = isConstant || tensor.isOutput ? end : tensor.lastUse + 1
      if let group = groupOf[number], let place = places[group] {
        buffers[place].upper = max(buffers[place].upper, upper)
        continue
      }
      if let group = groupOf[number] { places[group] = buffers.count }
      var buffer = Buffer(
        id: tensor.id, lower: lower, upper: max(upper, lower + 1), size: tensor.size)
      buffer.alignment = alignment
      buffers.append(buffer)
    }
    return buffers
  }
}
