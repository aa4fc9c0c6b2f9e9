import OptCore

/// A resource of a HatScheT resource model.
struct HatScheTResource {
  /// Its name.
  let name: String
  /// How many there are; nil = no limit.
  let limit: Int?
  /// Cycles until its result is there.
  let latency: Int
  /// Cycles for which it is busy.
  let blockingTime: Int

  /// The resources of a model by name.
  ///
  /// Reservation tables are refused, for HatScheT itself has them disabled; costs and physical delays count for nothing here.
  ///
  /// - Throws: `InstanceError` with the exact place.
  static func read(_ text: SourceText) throws(InstanceError) -> [String: HatScheTResource] {
    let root = try XMLReader.read(text)
    guard root.name == "ModelInformation", let list = root.children("Resources").first else {
      throw InstanceError(
        at: text.location(at: root.offset), found: "an element '\(root.name)'",
        expected: "'ModelInformation' with 'Resources'")
    }
    for child in list.children + root.children where child.name == "rt" {
      throw InstanceError(
        at: text.location(at: child.offset), found: "a reservation table",
        expected: "resources with 'latency' and 'blockingTime' only")
    }
    var resources: [String: HatScheTResource] = [:]
    for element in list.children("Resource") {
      let resource = try HatScheTResource(element, text)
      guard resources.updateValue(resource, forKey: resource.name) == nil else {
        throw InstanceError(
          at: text.location(at: element.offset), found: "resource \(quoted(resource.name)) twice",
          expected: "every resource once")
      }
    }
    return resources
  }

  private init(_ element: XMLElement, _ text: SourceText) throws(InstanceError) {
    guard let name = element.attribute("name"), !name.value.isEmpty else {
      throw InstanceError(
        at: text.location(at: element.offset), found: "a resource without 'name'",
        expected: "'name'")
    }
    func number(
      _ key: String, _ range: ClosedRange<Int>, _ what: String
    ) throws(InstanceError) -> Int {
      guard let attribute = element.attribute(key) else {
        throw InstanceError(
          at: text.location(at: element.offset),
          found: "no '\(key)' of resource \(quoted(name.value))", expected: "\(what)")
      }
      if key == "limit", attribute.value == "inf" { return -1 }
      guard let number = Int(attribute.value), range.contains(number) else {
        throw InstanceError(
          at: text.location(at: attribute.offset), found: quoted(attribute.value),
          expected: "\(what) of resource \(quoted(name.value))")
      }
      return number
    }
    let limit = try number(
      "limit", -1...LoopInstance.largestNumber,
      "a limit (an integer of at least 1, -1 or inf for none)")
    guard limit != 0 else {
      throw InstanceError(
        at: text.location(at: element.attribute("limit")?.offset ?? element.offset),
        found: "limit 0 of resource \(quoted(name.value))",
        expected: "an integer of at least 1, or -1 for no limit")
    }
    self.name = name.value
    self.limit = limit < 0 ? nil : limit
    latency = try number("latency", LoopReader.numbers, "a latency (an integer of at least 0)")
    blockingTime = try number(
      "blockingTime", LoopReader.numbers, "a blocking time (an integer of at least 0)")
  }
}
