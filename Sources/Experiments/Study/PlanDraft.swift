import OptCore

/// A plan while parts are added to it.
struct PlanDraft {
  /// A part whose names were checked: what is left is to multiply.
  private struct CheckedPart {
    let family: String
    /// Positions of the instances.
    var instances: [Int] = []
    /// Why methods cannot work on an instance: position, method's identifier, reason.
    var obstacles: [Int: [String: String]] = [:]
    var methods: [StudyMethod] = []
  }

  private let study: Study
  private let version: String
  private var families: [StudyResults.Family] = []
  private var parts: [CheckedPart] = []
  private var labels: [String] = []
  private var settings: [String: [String: MethodSetting]] = [:]
  private var books: [String: ReferenceBook] = [:]
  /// Every instance once, and where it is by family, digest and reader settings.
  private var instances: [InstanceReference] = []
  /// For each of them every file that holds it, and its name there.
  private var aliases: [[ReferenceBook.Alias]] = []
  private var positions: [[String]: Int] = [:]
  private var mismatches: [StudyPlan.Mismatch] = []
  private var unmatchedReferences: [String] = []
  private var refused: [StudyPlan.Refusal] = []
  private var duplicates: Set<[String]> = []
  private var startDigests: [String: String] = [:]

  init(study: Study, version: String) {
    self.study = study
    self.version = version
  }

  /// Reads a part's instances and checks its methods.
  mutating func add(_ part: Study.Part, _ family: some ProblemFamily) throws(StudyError) {
    if !families.contains(where: { $0.id == family.id }) {
      families.append(
        StudyResults.Family(
          id: family.id, title: family.title, sense: family.sense, sizeUnit: family.sizeUnit))
    }
    let check = MethodCheck(family: family, folder: study.folder)
    var checked = CheckedPart(family: family.id)
    for method in part.methods {
      var method = method
      method.setting = try check.resolved(method)
      try checkLabel(of: method, family.id, in: checked)
      checked.methods.append(method)
    }
    for reference in part.references { try read(reference, family) }
    let values = try check.readerValues(part.parameters)
    var catalog = InstanceCatalog(
      family, folder: study.folder, parameters: values,
      methods: Set(checked.methods.map(\.setting.method)))
    let parameters = part.parameters.map(\.value)
    for selection in part.instances {
      for (path, member) in try catalog.members(of: selection) {
        if let position = take(member, path, family.id, parameters) {
          checked.instances.append(position)
          checked.obstacles[position] = member.obstacles
        }
      }
    }
    parts.append(checked)
  }

  /// In a part labels differ; in a family a label means one setting.
  private mutating func checkLabel(
    of method: StudyMethod, _ family: String, in part: CheckedPart
  ) throws(StudyError) {
    let label = method.setting.label
    let other = settings[family]?[label]
    guard !part.methods.contains(where: { $0.setting.label == label }),
      other == nil || other == method.setting
    else {
      throw .fault(
        at: method.place,
        "found label \(quoted(label)) again, expected labels that differ (key 'label')")
    }
    settings[family, default: [:]][label] = method.setting
    if !labels.contains(label) { labels.append(label) }
  }

  private mutating func read(
    _ reference: Located<String>, _ family: some ProblemFamily
  ) throws(StudyError) {
    let path = reference.value.hasPrefix("/") ? reference.value : study.folder + reference.value
    let text: SourceText
    do {
      text = try SourceText.read(path: path)
    } catch {
      guard let place = reference.place else { throw .file(error) }
      throw .fault(at: place, error.description)
    }
    do {
      try books[family.id, default: ReferenceBook()].add(text)
    } catch {
      throw .malformed(error)
    }
  }

  /// The position of an instance; nil when it is refused.
  private mutating func take(
    _ member: CatalogMember, _ path: String, _ family: String, _ parameters: [String]
  ) -> Int? {
    if let error = member.refusal {
      let refusal = StudyPlan.Refusal(path: path, pick: member.pick, error: error)
      if !refused.contains(refusal) { refused.append(refusal) }
      return nil
    }
    let instance = InstanceReference(
      family: family, name: member.name, path: path, pick: member.pick, parameters: parameters,
      digest: member.digest, size: member.size, sense: member.sense)
    let identity = [family, member.digest] + instance.parameters
    let alias = ReferenceBook.Alias(path: path, pick: member.pick, name: member.name)
    if let position = positions[identity] {
      let first = instances[position]
      if first.path != path || first.pick != member.pick {
        let place = [family, path, member.pick ?? ""] + instance.parameters
        if duplicates.insert(place).inserted { aliases[position].append(alias) }
      }
      return position
    }
    positions[identity] = instances.count
    instances.append(instance)
    aliases.append([alias])
    return instances.count - 1
  }

  /// Names the instances and multiplies them with methods and seeds.
  mutating func plan() throws(StudyError) -> StudyPlan {
    guard !instances.isEmpty else { throw nothingLeft() }
    let references = try nameInstances()
    var total = 0
    for part in parts {
      let count = part.methods.reduce(0) { $0 + $1.seeds.count }
      total += Set(part.instances).count * count
      guard total <= StudyPlanner.largestRunCount else {
        throw .badRequest(
          "found more than \(StudyPlanner.largestRunCount) runs, expected a smaller study")
      }
    }
    var runs: [PlannedRun] = []
    runs.reserveCapacity(total)
    var labelOf: [String: String] = [:]
    for part in parts { try multiply(part, into: &runs, &labelOf) }
    let header = StudyHeader(
      name: study.name, families: families, methods: labels, runCount: runs.count,
      references: references)
    return StudyPlan(
      header: header, runs: runs, refused: refused, mismatches: mismatches,
      duplicateCount: duplicates.count, unmatchedReferences: unmatchedReferences,
      remarks: remarks(references))
  }

  private func nothingLeft() -> StudyError {
    if let first = refused.first { return .malformed(first.error) }
    return .badRequest("found no instance, expected at least one")
  }

  /// Gives instances distinct names; returns what is known about them, for families that have reference files.
  private mutating func nameInstances() throws(StudyError) -> [String: [String: ReferenceValue]] {
    var references: [String: [String: ReferenceValue]] = [:]
    for family in families {
      let own = instances.indices.filter { instances[$0].family == family.id }
      let names = InstanceNames.distinct(own.map { instances[$0] }, folder: study.folder)
      for (index, name) in zip(own, names) { instances[index].name = name }
      guard let book = books[family.id] else { continue }
      let subjects = own.map { index in
        ReferenceBook.Subject(
          digest: instances[index].digest, name: instances[index].name,
          sense: instances[index].sense ?? family.sense, aliases: aliases[index])
      }
      unmatchedReferences += book.unmatched(by: subjects, folder: study.folder)
      do {
        references[family.id] = try book.values(of: subjects, folder: study.folder)
      } catch {
        throw .malformed(error)
      }
    }
    return references
  }

  private func remarks(_ references: [String: [String: ReferenceValue]]) -> [String] {
    families.compactMap { family in
      books[family.id] != nil && references[family.id]?.isEmpty != false
        ? "no instance of \(family.id) stands in its reference files" : nil
    }
  }

  private mutating func multiply(
    _ part: CheckedPart, into runs: inout [PlannedRun], _ labelOf: inout [String: String]
  ) throws(StudyError) {
    let seeds = unique(part.methods.flatMap(\.seeds))
    let seedSets = part.methods.map { Set($0.seeds) }
    for index in unique(part.instances) {
      let obstacles = part.obstacles[index] ?? [:]
      for method in part.methods {
        guard let reason = obstacles[method.setting.method] else { continue }
        mismatches.append(
          .init(instance: instances[index].name, method: method.setting.label, reason: reason))
      }
      for seed in seeds {
        for (method, own) in zip(part.methods, seedSets)
        where own.contains(seed) && obstacles[method.setting.method] == nil {
          let run = try planned(method, seed, instances[index])
          if let label = labelOf[run.key] {
            guard label == method.setting.label else {
              throw .fault(
                at: method.place,
                "found \(quoted(method.setting.label)), which asks for the same runs as "
                  + "\(quoted(label)), expected methods that differ")
            }
            continue
          }
          labelOf[run.key] = method.setting.label
          runs.append(run)
        }
      }
    }
  }

  private mutating func planned(
    _ method: StudyMethod, _ seed: UInt64, _ instance: InstanceReference
  ) throws(StudyError) -> PlannedRun {
    var setting = method.setting
    if let start = setting.warmStart, setting.startsFromFile {
      let path = start.replacing(WarmStartFile.placeholder, with: instance.name)
      setting.warmStart = path
      setting.warmStartDigest = try startDigest(path, method.place(of: "warm-start"))
    }
    let specification = RunSpecification(
      instance: instance, method: setting, seed: seed, limits: method.limits)
    return PlannedRun(specification, key: specification.key(version: version))
  }

  /// The digest of a solution file, which is read once.
  private mutating func startDigest(
    _ path: String, _ place: SourceLocation?
  ) throws(StudyError) -> String {
    if let known = startDigests[path] { return known }
    do {
      let digest = try WarmStartFile.digest(path)
      startDigests[path] = digest
      return digest
    } catch {
      throw place == nil ? .file(error) : .fault(at: place, error.description)
    }
  }

  /// The elements in order, each once.
  private func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }
}
