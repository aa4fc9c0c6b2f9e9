import MemoryMapping
import OptCore

/// Small random programs with everything that may occur: alias chains, reserved blocks, preloads, alignments.
struct RandomProgram {
  var random: RandomStream

  init(seed: UInt64) { random = RandomStream(seed: seed, worker: 77) }

  /// The first program of a seed.
  static func program(_ seed: Int, instructions: Int, tensors: Int) -> MappingInstance? {
    var programs = RandomProgram(seed: UInt64(seed))
    return programs.next(instructions: instructions, tensors: tensors)
  }

  /// A program of at most so many instructions and tensors; nil when the draw broke a rule.
  mutating func next(instructions most: Int, tensors: Int) -> MappingInstance? {
    let count = 1 + random.below(most)
    let instructions = (0..<count).map {
      MappingInstance.Instruction(id: "i\($0)", compute: random.below(25))
    }
    var list: [Tensor] = []
    var groups: [[Int]] = []
    let number = 1 + random.below(tensors)
    while list.count < number {
      if list.count + 2 <= number, random.below(4) == 0 {
        if let chain = chain(length: 2 + random.below(number - list.count - 1), count, list.count) {
          groups.append(Array(list.count..<list.count + chain.count))
          list += chain
        }
      } else {
        list.append(tensor("t\(list.count)", count))
      }
    }
    let capacity = 4 + random.below(16)
    var reserved: [MappingInstance.Reserved] = []
    if random.below(3) == 0 {
      let lower = random.below(count)
      let low = random.below(capacity)
      reserved.append(
        MappingInstance.Reserved(
          times: lower..<lower + 1 + random.below(count - lower),
          addresses: low..<low + 1 + random.below(min(4, capacity - low))))
    }
    return try? MappingInstance(
      name: "random", capacity: capacity, alignment: 1 + random.below(3),
      preloadLimit: random.below(2) * random.below(12), instructions: instructions, tensors: list,
      groups: groups, reserved: reserved)
  }

  private mutating func access(_ time: Int) -> Tensor.Access {
    let fast = random.below(6)
    return Tensor.Access(instruction: time, slow: fast + random.below(20), fast: fast)
  }

  private mutating func tensor(_ id: String, _ count: Int) -> Tensor {
    var tensor = Tensor(id: id, size: 1 + random.below(8), copyTime: random.below(16))
    if random.below(2) == 0 { tensor.write = access(random.below(count)) }
    for time in tensor.definition + 1..<count where random.below(2) == 0 {
      tensor.reads.append(access(time))
    }
    tensor.isOutput = random.below(3) == 0
    return tensor
  }

  /// Tensors that overwrite each other; nil when the program is too short.
  private mutating func chain(length: Int, _ count: Int, _ first: Int) -> [Tensor]? {
    var chain: [Tensor] = []
    let (size, copyTime) = (1 + random.below(6), random.below(16))
    var begin = random.below(2) == 0 ? -1 : random.below(count)
    for place in 0..<length {
      var tensor = Tensor(id: "t\(first + place)", size: size, copyTime: copyTime)
      if begin >= 0 { tensor.write = access(begin) }
      let isLast = place == length - 1
      guard isLast || begin + 1 < count else { return nil }
      let end = isLast ? count - 1 : begin + 1 + random.below(count - begin - 1)
      for time in begin + 1..<end + 1 where random.below(2) == 0 {
        tensor.reads.append(access(time))
      }
      tensor.isOutput = random.below(3) == 0
      begin = end
      chain.append(tensor)
    }
    return chain
  }
}
