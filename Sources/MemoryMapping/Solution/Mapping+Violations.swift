import OptCore

extension Mapping {
  /// Every broken rule, by the definition.
  public func violations(in instance: MappingInstance) -> [MemoryViolation] {
    guard statedFaults.isEmpty else { return statedFaults }
    guard residencies.allSatisfy({ instance.tensors.indices ~= $0.tensor }) else {
      return [.tensor("?", "is not one of the instance")]
    }
    var faults: [MemoryViolation] = []
    let staysByTensor = staysByTensor(count: instance.tensors.count)
    for (tensor, stays) in zip(instance.tensors, staysByTensor) {
      if let fault = stays.lazy.compactMap({ self.fault(of: $0, instance) }).first
        ?? fault(of: tensor, stays)
      {
        faults.append(.tensor(tensor.id, fault))
      }
    }
    let preloaded = residencies.filter { $0.entry == .preload }
      .reduce(0) { $0 + instance.tensors[$1.tensor].size }
    if preloaded > instance.preloadLimit {
      faults.append(
        .tensor("?", "and others: \(preloaded) bytes preloaded, limit \(instance.preloadLimit)"))
    }
    for group in instance.groups {
      if let fault = fault(ofGroup: group, staysByTensor, instance) { faults.append(fault) }
    }
    guard faults.isEmpty else { return faults }
    faults += overlaps(staysByTensor, instance)
    if faults.isEmpty, let statedSaving {
      let saved = MappingCost(of: self, in: instance).saved
      if saved != statedSaving {
        faults.append(.stated("a saving of", found: statedSaving, recomputed: saved))
      }
    }
    return faults
  }

  private func fault(of stay: Residency, _ instance: MappingInstance) -> String? {
    let tensor = instance.tensors[stay.tensor]
    guard 0 <= stay.lower, stay.lower < stay.upper, stay.upper <= instance.instructions.count else {
      return "stays during \(stay.lower)..<\(stay.upper), outside the program"
    }
    guard stay.offset >= 0, stay.offset % instance.alignment == 0,
      stay.offset <= instance.capacity - tensor.size
    else { return "lies at \(stay.offset), misaligned or outside the memory" }
    switch stay.entry {
    case .define:
      guard !tensor.isParameter, stay.lower == tensor.definition else {
        return "is said to be defined in fast memory at \(stay.lower)"
      }
    case .copy(let ready):
      guard stay.lower <= ready, ready < stay.upper else {
        return "is ready at \(ready), outside its stay \(stay.lower)..<\(stay.upper)"
      }
      guard stay.lower > tensor.definition else { return "is copied in before it exists" }
    case .preload:
      guard tensor.isParameter, instance.groupOfTensor[stay.tensor] == nil else {
        return "is preloaded, but no parameter outside alias groups"
      }
      guard stay.lower == 0, stay.upper == instance.instructions.count else {
        return "is preloaded, but does not stay for the whole program"
      }
    }
    if let window = stay.copyOut {
      let earliest = stay.entry == .define ? stay.lower + 1 : stay.ready
      guard earliest <= window.begin, window.begin <= window.end, window.end <= stay.upper else {
        return "is copied out during \(window.begin)..<\(window.end), outside its stay"
      }
    }
    return nil
  }

  /// Stays that overlap, copies of what is not in slow memory, reads of what is nowhere.
  private func fault(of tensor: Tensor, _ stays: [Residency]) -> String? {
    for (first, second) in zip(stays, stays.dropFirst()) where first.upper > second.lower {
      return "has two stays at \(second.lower)"
    }
    let isDefinedFast = stays.first?.entry == .define
    var slowFrom: Int? = tensor.isParameter ? 0 : isDefinedFast ? nil : tensor.definition + 1
    for stay in stays {
      if case .copy = stay.entry {
        guard let from = slowFrom, from <= stay.lower else {
          return "is copied in at \(stay.lower) without a valid copy in slow memory"
        }
      }
      if let window = stay.copyOut { slowFrom = min(slowFrom ?? window.end, window.end) }
    }
    if tensor.isOutput, slowFrom == nil { return "is an output, but never in slow memory" }
    for read in tensor.reads {
      let time = read.instruction
      if stays.contains(where: { $0.ready <= time && time < $0.upper }) { continue }
      guard let slowFrom, slowFrom <= time else {
        return "is read at \(time), where it is in neither memory"
      }
    }
    return nil
  }

  private func fault(
    ofGroup group: [Int], _ staysByTensor: [[Residency]], _ instance: MappingInstance
  ) -> MemoryViolation? {
    guard group.contains(where: { !staysByTensor[$0].isEmpty }) else { return nil }
    let name = instance.tensors[group[0]].id
    for member in group {
      let (tensor, stays) = (instance.tensors[member], staysByTensor[member])
      guard stays.count == 1, tensor.isParameter || stays[0].entry == .define,
        tensor.reads.allSatisfy({
          stays[0].ready <= $0.instruction && $0.instruction < stays[0].upper
        })
      else {
        return .tensor(
          name, "has an alias group of which some accesses are fast and some slow")
      }
    }
    let stays = group.map { staysByTensor[$0][0] }
    guard Set(stays.map(\.offset)).count == 1 else {
      return .tensor(name, "has an alias group at different offsets")
    }
    var end = stays.map(\.lower).min() ?? 0
    for stay in stays.sorted(by: { $0.lower < $1.lower }) {
      guard stay.lower <= end else {
        return .tensor(name, "has an alias group with a hole in time")
      }
      end = max(end, stay.upper)
    }
    return nil
  }

  private func overlaps(
    _ staysByTensor: [[Residency]], _ instance: MappingInstance
  ) -> [MemoryViolation] {
    let tensors = instance.tensors
    var rectangles = instance.reserved.enumerated().map {
      OccupiedRectangle(times: $1.times, addresses: $1.addresses, owner: -1 - $0)
    }
    for (tensor, stays) in staysByTensor.enumerated() where instance.groupOfTensor[tensor] == nil {
      for stay in stays {
        rectangles.append(
          OccupiedRectangle(
            times: stay.lower..<stay.upper,
            addresses: stay.offset..<stay.offset + tensors[tensor].size, owner: tensor))
      }
    }
    for group in instance.groups {
      let stays = group.compactMap { staysByTensor[$0].first }
      guard let first = stays.first else { continue }
      rectangles.append(
        OccupiedRectangle(
          times: (stays.map(\.lower).min() ?? 0)..<(stays.map(\.upper).max() ?? 0),
          addresses: first.offset..<first.offset + tensors[group[0]].size, owner: group[0]))
    }
    guard let (first, second) = OccupiedRectangle.overlap(in: rectangles) else { return [] }
    func name(_ owner: Int) -> String {
      owner < 0 ? "reserved block \(-1 - owner)" : "tensor \(quoted(tensors[owner].id))"
    }
    return [.overlap(name(first), name(second))]
  }
}
