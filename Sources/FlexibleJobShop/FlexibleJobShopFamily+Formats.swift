import OptCore

extension FlexibleJobShopFamily {
  /// Instance formats that are read. Texts may have any other extension; `txt` is not claimed, for such files are mostly those of
  /// other families.
  public var instanceFormats: [FileFormat] {
    [
      FileFormat("fjs", "the layout of Brandimarte, machines from 1 or 0"),
      FileFormat("jsp", "job shops: JSPLIB, Taillard's Times and Machines, reentrant with -1 -1"),
      FileFormat("jss", "the same; .txt and others are known by content"),
      FileFormat("json", "optsolve-fjsp-1, with releases, due dates, setups, downtimes"),
    ]
  }

  /// Instance formats that `convert` writes.
  public var convertFormats: [FileFormat] {
    [
      FileFormat("fjs", "the layout of Brandimarte, machines from 1"),
      FileFormat("jsp", "the layout of JSPLIB, if every job visits every machine once"),
      FileFormat("json", "optsolve-fjsp-1, with all conditions"),
    ] + modelFormats
  }

  /// `-P` settings about reading an instance.
  public var readParameters: [ParameterDescription] {
    [
      ParameterDescription(
        "objective", .choice(ShopObjective.allCases.map(\.rawValue)), default: nil,
        "what is minimised; without it what a JSON instance says, else makespan"),
      ParameterDescription(
        "machine-base", .choice(["0", "1"]), default: nil,
        "what machines count from in a text; without it 0 where a 0 occurs, else 1"),
      ParameterDescription(
        "extra", .text, default: nil,
        "JSON file of conditions: releases, due dates, weights, setups, downtimes"),
      ParameterDescription(
        "due", .text, default: nil,
        "file of scheduled starts; start_delay looks for FILE.due beside the instance FILE.fjs"),
    ]
  }

  /// Reads an instance in any of the family's formats, and the files that belong to it.
  ///
  /// - Throws: `InstanceError` with the exact place, in whichever file it is.
  public func read(
    _ text: SourceText, pick: String?, parameters: ParameterValues
  ) throws(InstanceError) -> FlexibleJobShopInstance {
    let contents = try contents(of: text, parameters)
    return try instance(try ShopLayout.choose(pick, of: contents, text), text, parameters)
  }

  /// Every instance of a file; only the layout of Taillard holds many.
  ///
  /// - Throws: `InstanceError` when the file does not fall into instances.
  public func members(
    of text: SourceText, parameters: ParameterValues
  ) throws(InstanceError) -> [InstanceMember<FlexibleJobShopInstance>] {
    let contents = try contents(of: text, parameters)
    guard contents.count > 1 else {
      let only = try instance(contents[0], text, parameters)
      return [InstanceMember(pick: nil, content: .success(only))]
    }
    return contents.enumerated().map { index, content in
      let result = Result { () throws(InstanceError) in
        try instance(content, text, parameters)
      }
      return InstanceMember(pick: String(index + 1), content: result)
    }
  }

  private func contents(
    of text: SourceText, _ parameters: ParameterValues
  ) throws(InstanceError) -> [ShopContent] {
    try ShopLayout.readAll(text, base: parameters.integer("machine-base"))
  }

  /// The instance of a content, and of the files that settings name.
  private func instance(
    _ content: ShopContent, _ text: SourceText, _ parameters: ParameterValues
  ) throws(InstanceError) -> FlexibleJobShopInstance {
    let files = CompanionFiles(instance: text)
    let texts = ShopTexts(
      instance: text, extra: try files.file("extra", parameters),
      due: try files.file("due", parameters))
    let objective = parameters.text("objective").flatMap(ShopObjective.init(rawValue:))
    return try FlexibleJobShopInstance.instance(
      content, texts, objective: objective, companion: files.scheduledStarts)
  }

  /// The number of operations.
  public func size(of instance: FlexibleJobShopInstance) -> Int { instance.operationCount }

  /// Reads a result document, or any object with a list `operations`; broken rules are left to `violations(in:)`.
  ///
  /// - Throws: `InstanceError` when the text does not follow the form.
  public func readSolution(
    _ text: SourceText, of instance: FlexibleJobShopInstance
  ) throws(InstanceError) -> ShopSchedule {
    try ShopSchedule.read(text, of: instance)
  }

  /// The instance in one of `convertFormats`.
  ///
  /// - Parameters:
  ///   - formulation: which model `lp`, `mps` and `fzn` hold; nil = manne, or cp for `fzn`.
  ///   - parameters: settings of the method `mip`, for models.
  /// - Throws: `SolveError.badRequest` for an unknown extension, or one that cannot hold all of the instance;
  ///   `SolveError.unsupported` where a formulation does not fit.
  public func convert(
    _ instance: FlexibleJobShopInstance, to fileExtension: String, formulation: String?,
    parameters: ParameterValues
  ) throws(SolveError) -> [UInt8] {
    if modelFormats.contains(where: { $0.fileExtension == fileExtension }) {
      return try modelText(
        of: instance, as: fileExtension, formulation: formulation, parameters: parameters)
    }
    switch fileExtension {
    case "fjs":
      try checkIsPlain(instance, fileExtension)
      return instance.flexibleText()
    case "jsp":
      try checkIsPlain(instance, fileExtension)
      guard let text = instance.jobShopText() else {
        throw .badRequest(
          "a '.jsp' file holds job shops in which every job visits every machine once;"
            + " write this instance as .fjs or .json")
      }
      return text
    case "json": return Array(instance.json.formatted().utf8)
    default:
      throw .badRequest(
        "no conversion to '.\(fileExtension)'"
          + suggestion(fileExtension, among: convertFormats.map(\.fileExtension)))
    }
  }

  /// Texts have no room for conditions.
  private func checkIsPlain(
    _ instance: FlexibleJobShopInstance, _ fileExtension: String
  ) throws(SolveError) {
    guard instance.conditions.isEmpty else {
      throw .badRequest(
        "a '.\(fileExtension)' file has no room for releases, due dates, scheduled starts, setups"
          + " and downtimes; write this instance as .json")
    }
  }
}
