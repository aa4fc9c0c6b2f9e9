import MemoryMapping
import OptCore

/// Small random programs, and every mapping of the smallest ones.
enum SmallProgram {
  /// A program of up to `count` instructions and up to `tensors` tensors; sometimes with an alias group, a reserved block, preloading and
  /// an alignment.
  static func instance(seed: UInt64, count: Int, tensors: Int) throws -> MappingInstance {
    var stream = RandomStream(seed: seed)
    func below(_ limit: Int) -> Int { Int(stream.next() % UInt64(max(1, limit))) }
    let length = 1 + below(count)
    let alignment = [1, 1, 2, 4][below(4)]
    var list: [Tensor] = []
    for index in 0..<1 + below(tensors) {
      let size = 1 + below(9)
      var tensor = Tensor(id: "t\(index)", size: size, copyTime: below(5) == 0 ? 0 : below(12))
      let definition = below(3) == 0 ? -1 : below(length)
      func access(_ time: Int) -> Tensor.Access {
        let slow = below(15)
        return Tensor.Access(instruction: time, slow: slow, fast: below(slow + 1) / 2)
      }
      if definition >= 0 {
        tensor.write = access(definition)
        tensor.isOutput = below(3) == 0
      }
      for time in definition + 1..<max(definition + 1, length) where below(2) == 0 {
        tensor.reads.append(access(time))
      }
      list.append(tensor)
    }
    var groups: [[Int]] = []
    if list.count > 1, list[0].definition < list[1].definition,
      list[0].lastUse <= list[1].definition, below(3) > 0
    {
      list[1].size = list[0].size
      groups = [[0, 1]]
    }
    var capacity = 4 + below(16)
    if below(4) == 0 { capacity += 20 }
    var reserved: [MappingInstance.Reserved] = []
    if below(4) == 0 {
      let (begin, low) = (below(length), below(capacity))
      let end = begin + 1 + below(length - begin)
      reserved = [.init(times: begin..<end, addresses: low..<low + 1 + below(capacity - low))]
    }
    return try MappingInstance(
      name: "random\(seed)", capacity: capacity, alignment: alignment,
      preloadLimit: below(3) == 0 ? below(12) : 0,
      instructions: (0..<length).map { .init(id: "i\($0)", compute: below(20)) }, tensors: list,
      groups: groups, reserved: reserved)
  }

  /// Any prices, some of them 0.
  static func prices(
    _ lagrangian: MappingLagrangian, _ stream: inout RandomStream
  ) -> MappingPrices {
    let count = lagrangian.instance.instructions.count
    func below(_ limit: Int) -> Int { Int(stream.next() % UInt64(max(1, limit))) }
    var prices = MappingPrices(
      count: count, rows: lagrangian.room.rows.count, one: lagrangian.one)
    for time in 0..<count {
      prices.memory[time] = below(4) == 0 ? 0 : below(lagrangian.one + 1)
      prices.port[time] = below(4) == 0 ? 0 : below(lagrangian.one + 1 - prices.memory[time])
    }
    for place in prices.space.indices where below(2) == 0 {
      prices.space[place] = below(lagrangian.one / 2)
    }
    if below(2) == 0 { prices.preload = below(lagrangian.one) }
    return prices
  }

  /// The most time that any mapping saves, by trying all stays of all tensors; nil where there are too many.
  static func best(of instance: MappingInstance, most: Int = 20_000) -> Int? {
    guard instance.instructions.count <= 4 else { return nil }
    let choices = instance.tensors.indices.compactMap { plans(of: $0, in: instance) }
    guard choices.count == instance.tensors.count else { return nil }
    var product = 1
    for choice in choices {
      product = product.multipliedReportingOverflow(by: choice.count).partialValue
      if product > most { return nil }
    }
    let apart = Apart(instance)
    var best = 0
    for number in 0..<product {
      var (rest, stays) = (number, [Mapping.Residency]())
      for choice in choices {
        stays += choice[rest % choice.count]
        rest /= choice.count
      }
      let saved = MappingCost(of: Mapping(residencies: stays), in: instance).saved
      guard saved > best, apart?.isSound(stays) ?? true else { continue }
      if isPossible(stays, instance) { best = saved }
    }
    return best
  }

  /// The same program with room for all tensors beside each other.
  private struct Apart {
    let instance: MappingInstance
    private var offsets: [Int] = []

    init?(_ original: MappingInstance) {
      var top = 0
      for (index, tensor) in original.tensors.enumerated() {
        let group = original.groupOfTensor[index].map { original.groups[$0] }
        if let first = group?.first, first != index, first < index {
          offsets.append(offsets[first])
        } else {
          offsets.append(top)
          top += tensor.size
        }
      }
      guard
        let roomy = try? MappingInstance(
          name: "apart", capacity: top, preloadLimit: original.preloadLimit,
          instructions: original.instructions, tensors: original.tensors, groups: original.groups)
      else { return nil }
      instance = roomy
    }

    func isSound(_ stays: [Mapping.Residency]) -> Bool {
      let mapping = Mapping(
        residencies: stays.map {
          var stay = $0
          stay.offset = offsets[stay.tensor]
          return stay
        })
      return mapping.violations(in: instance).isEmpty
    }
  }

  private static func isPossible(
    _ stays: [Mapping.Residency], _ instance: MappingInstance
  ) -> Bool {
    for place in offsets(stays.count, instance) {
      var mapping = Mapping(residencies: stays)
      for (index, offset) in place.enumerated() { mapping.residencies[index].offset = offset }
      if mapping.violations(in: instance).isEmpty { return true }
    }
    return false
  }

  /// Every choice of offsets, while these are few.
  private static func offsets(_ count: Int, _ instance: MappingInstance) -> [[Int]] {
    let places = Array(stride(from: 0, to: instance.capacity, by: instance.alignment))
    var lists: [[Int]] = [[]]
    for _ in 0..<count {
      lists = lists.flatMap { list in places.map { list + [$0] } }
      if lists.count > 3000 { return [] }
    }
    return lists
  }

  /// Every set of stays of one tensor that breaks no rule by itself, without those that hold space for nothing at their end.
  static func plans(of index: Int, in instance: MappingInstance) -> [[Mapping.Residency]]? {
    let (tensor, length) = (instance.tensors[index], instance.instructions.count)
    var single: [Mapping.Residency] = []
    for lower in 0..<length {
      for upper in lower + 1...length {
        var entries: [Mapping.Entry] = (lower..<upper).map { .copy(ready: $0) }
        entries += [.define, .preload]
        for entry in entries {
          single.append(
            Mapping.Residency(tensor: index, lower: lower, upper: upper, offset: 0, entry: entry))
          for begin in lower...upper {
            for end in begin...upper {
              single.append(
                Mapping.Residency(
                  tensor: index, lower: lower, upper: upper, offset: 0, entry: entry,
                  copyOut: .init(begin, end)))
            }
          }
        }
      }
    }
    guard
      let alone = try? MappingInstance(
        name: "alone", capacity: tensor.size, preloadLimit: instance.preloadLimit,
        instructions: instance.instructions,
        tensors: [
          {
            var copy = tensor
            copy.id = "a"
            return copy
          }()
        ])
    else { return [[]] }
    func isSound(_ stays: [Mapping.Residency]) -> Bool {
      let mapping = Mapping(
        residencies: stays.map {
          var stay = $0
          stay.tensor = 0
          return stay
        })
      return mapping.violations(in: alone).isEmpty
    }
    /// What is wrong whatever the other stays.
    func fault(_ stay: Mapping.Residency, _ tensor: Tensor) -> Bool {
      switch stay.entry {
      case .define:
        if tensor.isParameter || stay.lower != tensor.definition { return true }
      case .copy: if stay.lower <= tensor.definition { return true }
      case .preload: return true
      }
      guard let window = stay.copyOut else { return false }
      return stay.entry != .define || window.begin < stay.lower + 1
    }
    let isMember = instance.groupOfTensor[index] != nil
    var plans: [[Mapping.Residency]] = [[]]
    // A first stay may need another one for its reads, so pairs are tried before anything is thrown away.
    plans += single.filter { isMember || isSound([$0]) }.map { [$0] }
    if !isMember {
      single.removeAll { fault($0, tensor) }
      if single.count > 400 { return nil }
      for first in single {
        for second in single where second.lower >= first.upper {
          if isSound([first, second]) { plans.append([first, second]) }
        }
      }
    }
    return plans
  }
}
