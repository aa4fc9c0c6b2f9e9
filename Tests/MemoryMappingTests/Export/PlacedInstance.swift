import MemoryMapping
import OptCore

/// A random instance with a solution that has no violations.
struct PlacedInstance {
  let instance: MemoryInstance
  let solution: MemorySolution

  /// Random buffers, one above the other where they meet.
  static func allocation(_ seed: UInt64, _ settings: [String] = []) throws -> PlacedInstance {
    let instance = try MemoryTexts.generate(
      ["buffers=30", "span=60", "gaps=0.4", "alignment=8"] + settings, seed: seed)
    guard let allocation = instance.allocation else { throw CancellationError() }
    var offsets: [Int] = []
    for (index, buffer) in allocation.buffers.enumerated() {
      let top =
        (0..<index).filter { allocation.buffers[$0].meets(buffer) }
        .map { offsets[$0] + allocation.buffers[$0].size }.max() ?? 0
      offsets.append((top + buffer.alignment - 1) / buffer.alignment * buffer.alignment)
    }
    return PlacedInstance(
      instance: instance, solution: .allocation(Allocation(offsets: offsets)))
  }

  /// A small network on a large memory: parameters copied in, results defined there, outputs copied out, updates in place; a share stays slow.
  static func mapping(_ seed: UInt64, _ settings: [String]) throws -> PlacedInstance {
    let instance = try MemoryTexts.generate(settings + ["capacity=1073741824"], seed: seed)
    guard let program = instance.mapping else { throw CancellationError() }
    var stream = RandomStream(seed: seed)
    let end = program.instructions.count
    var (stays, offset) = ([Mapping.Residency](), 0)
    for (number, tensor) in program.tensors.enumerated()
    where program.groupOfTensor[number] == nil && stream.unit() < 0.7 {
      let first = tensor.reads.first?.instruction ?? tensor.definition
      let last = min(end, tensor.lastUse + 1 + stream.below(3))
      let lower = tensor.isParameter ? max(0, first - stream.below(4)) : tensor.definition
      var stay = Mapping.Residency(
        tensor: number, lower: lower, upper: last, offset: offset,
        entry: tensor.isParameter ? .copy(ready: first) : .define)
      if tensor.isOutput {
        stay.copyOut = .init(lower + 1, stream.below(2) == 0 ? last : lower + 1)
      }
      stays.append(stay)
      offset += (tensor.size + 511) / 512 * 512
    }
    for group in program.groups {
      for (place, number) in group.enumerated() {
        let tensor = program.tensors[number]
        let first = tensor.isParameter ? tensor.reads[0].instruction : tensor.definition
        let next = place + 1 < group.count ? program.tensors[group[place + 1]].definition : end
        stays.append(
          .init(
            tensor: number, lower: max(0, tensor.isParameter ? first - 2 : first),
            upper: max(next, tensor.lastUse + 1), offset: offset,
            entry: tensor.isParameter ? .copy(ready: first) : .define,
            copyOut: tensor.isOutput ? .init(first + 1, end) : nil))
      }
      offset += (program.tensors[group[0]].size + 511) / 512 * 512
    }
    return PlacedInstance(instance: instance, solution: .mapping(Mapping(residencies: stays)))
  }

  /// Some of both kinds.
  static func samples() throws -> [PlacedInstance] {
    var samples: [PlacedInstance] = []
    for seed in 1...10 as ClosedRange<UInt64> { samples.append(try allocation(seed)) }
    for seed in 1...4 as ClosedRange<UInt64> {
      samples += [
        try mapping(seed, ["kind=training", "layers=1"]),
        try mapping(seed, ["kind=decode", "layers=2"]),
        try mapping(seed, ["kind=unet", "layers=3"]),
      ]
    }
    return samples
  }

  func export(_ format: String, _ remarks: [(key: String, value: String)] = []) throws -> String {
    String(
      decoding: try MemoryTexts.family.export(
        solution, of: instance, as: format, remarks: remarks), as: UTF8.self)
  }
}
