import OptCore

/// The order of runs in results and exports: family, instance, method, seed, and what is left to tell them apart.
///
/// Families and methods stand in the study's order, others after them by name; names are compared by `naturallyPrecedes`.
struct ResultOrder {
  private let families: [String]
  private let methods: [String]

  /// The order of a study with these identifiers of families and labels of methods.
  init(families: [String], methods: [String]) {
    self.families = families
    self.methods = methods
  }

  /// The records in order.
  ///
  /// - Complexity: O(n log n); texts are compared once for each pair of different ones, not of runs.
  func sorted(_ records: [RunRecord]) -> [RunRecord] {
    let family = ranks(of: records.map(\.specification.instance.family), first: families)
    let name = ranks(of: records.map(\.specification.instance.name), first: [])
    let digest = ranks(of: records.map(\.specification.instance.digest), first: [])
    let method = ranks(of: records.map(\.specification.method.label), first: methods)
    let order = records.indices.sorted { a, b in
      if family[a] != family[b] { return family[a] < family[b] }
      if name[a] != name[b] { return name[a] < name[b] }
      if digest[a] != digest[b] { return digest[a] < digest[b] }
      if method[a] != method[b] { return method[a] < method[b] }
      let seeds = (records[a].specification.seed, records[b].specification.seed)
      if seeds.0 != seeds.1 { return seeds.0 < seeds.1 }
      return records[a].key < records[b].key
    }
    return order.map { records[$0] }
  }

  /// The place of each text among all different ones, those of `first` in their order before the others.
  private func ranks(of texts: [String], first: [String]) -> [Int] {
    var rank: [String: Int] = [:]
    for text in first where rank[text] == nil { rank[text] = rank.count }
    for text in Set(texts).subtracting(first).sorted(by: naturallyPrecedes) {
      rank[text] = rank.count
    }
    return texts.map { rank[$0] ?? 0 }
  }
}
