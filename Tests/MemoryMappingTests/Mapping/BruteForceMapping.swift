import MemoryMapping
import OptCore

/// The most time that a mapping of a tiny program saves: every plan of every tensor, every address.
struct BruteForceMapping {
  let instance: MappingInstance
  /// The alternatives of each tensor or group, the first one without stays; offsets are 0.
  private var choices: [[[Mapping.Residency]]] = []
  private(set) var best = 0
  private(set) var bestStays: [Mapping.Residency] = []

  init(_ instance: MappingInstance) throws {
    self.instance = instance
    let free = try MappingInstance(
      name: "", capacity: instance.capacity, alignment: instance.alignment,
      preloadLimit: .max >> 4, instructions: instance.instructions, tensors: instance.tensors,
      groups: instance.groups)
    for tensor in instance.tensors.indices where instance.groupOfTensor[tensor] == nil {
      choices.append(plans(of: tensor, free))
    }
    for group in instance.groups { choices.append(plans(ofGroup: group, free)) }
  }

  /// How many mappings there are, but for addresses.
  var combinations: Int { choices.reduce(1) { $0 * $1.count } }

  mutating func solve() { descend(0, []) }

  private mutating func descend(_ index: Int, _ stays: [Mapping.Residency]) {
    guard index < choices.count else {
      let saved = MappingCost(of: Mapping(residencies: stays), in: instance).saved
      guard saved > best else { return }
      let preloaded = stays.filter { $0.entry == .preload }
        .reduce(0) { $0 + instance.tensors[$1.tensor].size }
      if preloaded <= instance.preloadLimit, place(stays) { (best, bestStays) = (saved, stays) }
      return
    }
    for choice in choices[index] { descend(index + 1, stays + choice) }
  }

  /// Whether addresses exist: all are tried, stay by stay; those of a group together.
  private func place(_ stays: [Mapping.Residency]) -> Bool {
    var rectangles: [(times: Range<Int>, size: Int, owner: Int)] = []
    for stay in stays {
      let owner = instance.groupOfTensor[stay.tensor].map { -1 - $0 } ?? rectangles.count
      if owner < 0, let other = rectangles.firstIndex(where: { $0.owner == owner }) {
        let old = rectangles[other].times
        rectangles[other].times =
          min(old.lowerBound, stay.lower)..<max(old.upperBound, stay.upper)
      } else {
        rectangles.append((stay.lower..<stay.upper, instance.tensors[stay.tensor].size, owner))
      }
    }
    let fixed = instance.reserved.map { ($0.times, $0.addresses) }
    func put(_ index: Int, _ taken: [(Range<Int>, Range<Int>)]) -> Bool {
      guard index < rectangles.count else { return true }
      let (times, size, _) = rectangles[index]
      var offset = 0
      while offset + size <= instance.capacity {
        let addresses = offset..<offset + size
        if !taken.contains(where: { $0.0.overlaps(times) && $0.1.overlaps(addresses) }),
          put(index + 1, taken + [(times, addresses)])
        {
          return true
        }
        offset += instance.alignment
      }
      return false
    }
    return put(0, fixed)
  }

  /// Every list of stays that the rules allow for the tensor alone. A stay ends after a read, its write or its copy; a copy in is ready at a read.
  private func plans(of index: Int, _ free: MappingInstance) -> [[Mapping.Residency]] {
    let tensor = instance.tensors[index]
    let count = instance.instructions.count
    var singles: [Mapping.Residency] = []
    func add(_ lower: Int, _ upper: Int, _ entry: Mapping.Entry, _ copyOut: Mapping.CopyWindow?) {
      singles.append(
        Mapping.Residency(
          tensor: index, lower: lower, upper: upper, offset: 0, entry: entry, copyOut: copyOut))
    }
    let ends = Set(tensor.accesses.map { $0.instruction + 1 }).sorted()
    if !tensor.isParameter {
      for upper in ends { add(tensor.definition, upper, .define, nil) }
      for upper in tensor.definition + 1..<count + 1 {
        add(
          tensor.definition, upper, .define, Mapping.CopyWindow(tensor.definition + 1, upper))
        // The copy ends before the stay does.
        for end in tensor.definition + 1..<max(tensor.definition + 1, upper) {
          add(tensor.definition, upper, .define, Mapping.CopyWindow(tensor.definition + 1, end))
        }
      }
    } else {
      add(0, count, .preload, nil)
    }
    for ready in tensor.reads.map(\.instruction) {
      for lower in tensor.definition + 1..<ready + 1 {
        for upper in ends where upper > ready { add(lower, upper, .copy(ready: ready), nil) }
      }
    }
    var plans: [[Mapping.Residency]] = [[]]
    func extend(_ plan: [Mapping.Residency]) {
      for stay in singles where stay.lower >= plan.last?.upper ?? 0 {
        let longer = plan + [stay]
        if Mapping(residencies: longer).violations(in: free).isEmpty { plans.append(longer) }
        if longer.count < 3 { extend(longer) }
      }
    }
    extend([])
    return plans
  }

  private func plans(ofGroup group: [Int], _ free: MappingInstance) -> [[Mapping.Residency]] {
    let count = instance.instructions.count
    var plans: [[Mapping.Residency]] = [[]]
    func extend(_ place: Int, _ plan: [Mapping.Residency]) {
      guard place < group.count else {
        if Mapping(residencies: plan).violations(in: free).isEmpty { plans.append(plan) }
        return
      }
      let tensor = instance.tensors[group[place]]
      let next = place + 1 < group.count ? instance.tensors[group[place + 1]].definition : 0
      let upper = max(tensor.lastUse + 1, next)
      if tensor.isParameter {
        let need = tensor.reads.first?.instruction ?? next
        for lower in 0...need {
          extend(
            place + 1,
            plan + [
              Mapping.Residency(
                tensor: group[place], lower: lower, upper: max(upper, need + 1), offset: 0,
                entry: .copy(ready: need))
            ])
        }
        return
      }
      let isLast = place + 1 == group.count
      for upper in tensor.isOutput && isLast ? Array(upper...count) : [upper] {
        extend(
          place + 1,
          plan + [
            Mapping.Residency(
              tensor: group[place], lower: tensor.definition, upper: upper, offset: 0,
              entry: .define,
              copyOut: tensor.isOutput
                ? Mapping.CopyWindow(tensor.definition + 1, isLast ? upper : next) : nil)
          ])
      }
    }
    extend(0, [])
    return plans
  }
}
