import OptCore

extension MappingInstance {
  /// The value of `format`.
  package static let format = "optsolve-memmap-1"

  /// The instance in its own form.
  package var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("format", .string(MappingInstance.format)), .init("name", .string(name)),
    ]
    if let hardware { members.append(.init("hardware", hardware)) }
    return .object(members + data)
  }

  /// Everything but names of the instance and of the hardware.
  var data: [JSONValue.Member] {
    var reads = [[JSONValue]](repeating: [], count: instructions.count)
    var writes = reads
    for tensor in tensors {
      if let write = tensor.write { writes[write.instruction].append(json(write, tensor)) }
      for read in tensor.reads { reads[read.instruction].append(json(read, tensor)) }
    }
    return [
      .init("capacity", .integer(capacity)), .init("alignment", .integer(alignment)),
      .init("preload_bytes", .integer(preloadLimit)),
      .init(
        "instructions",
        .array(
          instructions.enumerated().map { index, instruction in
            .object(pairs: [
              ("id", .string(instruction.id)), ("compute_ps", .integer(instruction.compute)),
              ("reads", .array(reads[index])), ("writes", .array(writes[index])),
            ])
          })),
      .init(
        "tensors",
        .array(
          tensors.map { tensor in
            .object(pairs: [
              ("id", .string(tensor.id)), ("size", .integer(tensor.size)),
              ("copy_ps", .integer(tensor.copyTime)), ("param", .bool(tensor.isParameter)),
              ("output", .bool(tensor.isOutput)),
            ])
          })),
      .init(
        "aliases", .array(groups.map { group in .array(group.map { .string(tensors[$0].id) }) })),
      .init(
        "reserved",
        .array(
          reserved.map { block in
            .object(pairs: [
              ("lower", .integer(block.times.lowerBound)),
              ("upper", .integer(block.times.upperBound)),
              ("offset", .integer(block.addresses.lowerBound)),
              ("size", .integer(block.addresses.count)),
            ])
          })),
    ]
  }

  private func json(_ access: Tensor.Access, _ tensor: Tensor) -> JSONValue {
    .object(pairs: [
      ("tensor", .string(tensor.id)), ("slow_ps", .integer(access.slow)),
      ("fast_ps", .integer(access.fast)),
    ])
  }
}
