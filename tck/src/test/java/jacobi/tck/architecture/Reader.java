package jacobi.tck.architecture;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/// Reads trees and writes down what the rules of [SyntaxTest] are about.
final class Reader extends TreePathScanner<Void, Void> {
  /// Switches over a closed type of ours that have a `default`, or a pattern that stands for one.
  final List<String> defaults = new ArrayList<>();

  /// Places that catch `Throwable`.
  final List<String> catches = new ArrayList<>();

  /// Types that users see and nobody explains.
  final List<String> silent = new ArrayList<>();

  /// Switches over a closed type of ours, however they end.
  int closedSwitches;

  private final Syntax syntax;
  private final Trees trees;

  private Reader(Syntax syntax) {
    this.syntax = syntax;
    this.trees = Trees.instance(syntax.task());
  }

  static Reader of(Syntax syntax) {
    var reader = new Reader(syntax);
    reader.scan(syntax.units(), null);
    return reader;
  }

  @Override
  public Void visitSwitch(SwitchTree tree, Void nothing) {
    cases(tree.getExpression(), tree.getCases());
    return super.visitSwitch(tree, nothing);
  }

  @Override
  public Void visitSwitchExpression(SwitchExpressionTree tree, Void nothing) {
    cases(tree.getExpression(), tree.getCases());
    return super.visitSwitchExpression(tree, nothing);
  }

  private void cases(ExpressionTree selector, List<? extends CaseTree> cases) {
    TypeMirror type = type(selector);
    if (!isClosedAndOurs(type)) {
      return;
    }
    closedSwitches++;
    for (CaseTree branch : cases) {
      if (branch.getLabels().stream().anyMatch(label -> isDefault(label, branch, type))) {
        defaults.add(place(branch));
      }
    }
  }

  private boolean isClosedAndOurs(TypeMirror type) {
    Element element = syntax.task().getTypes().asElement(syntax.task().getTypes().erasure(type));
    return element instanceof TypeElement named
        && named.getQualifiedName().toString().startsWith("jacobi.")
        && (named.getKind() == ElementKind.ENUM || named.getModifiers().contains(Modifier.SEALED));
  }

  private boolean isDefault(Tree label, CaseTree branch, TypeMirror type) {
    return label instanceof DefaultCaseLabelTree
        || label instanceof PatternCaseLabelTree pattern
            && pattern.getPattern() instanceof BindingPatternTree binding
            && branch.getGuard() == null
            && syntax.task().getTypes().isSubtype(type, type(binding.getVariable()));
  }

  private TypeMirror type(Tree tree) {
    return trees.getTypeMirror(TreePath.getPath(getCurrentPath(), tree));
  }

  @Override
  public Void visitCatch(CatchTree tree, Void nothing) {
    if (tree.getParameter().getType().toString().matches("(.*\\W)?Throwable(\\W.*)?")) {
      catches.add(place(tree));
    }
    return super.visitCatch(tree, nothing);
  }

  @Override
  public Void visitClass(ClassTree tree, Void nothing) {
    Element type = trees.getElement(getCurrentPath());
    if (isPublic(type) && trees.getDocComment(getCurrentPath()) == null) {
      silent.add(place(tree));
    }
    return super.visitClass(tree, nothing);
  }

  private static boolean isPublic(Element type) {
    for (Element at = type; at.getKind() != ElementKind.PACKAGE; at = at.getEnclosingElement()) {
      if (!at.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }

  private String place(Tree tree) {
    var unit = getCurrentPath().getCompilationUnit();
    long start = trees.getSourcePositions().getStartPosition(unit, tree);
    String path = unit.getSourceFile().getName().replaceFirst("^/", "");
    return path + ":" + unit.getLineMap().getLineNumber(start);
  }
}
