package wirebench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every public type and method says what it is. doclint could ask for it too, but only together with a `@param`
/// and a `@return` below every sentence that has already said it.
class PublicApiTest {
    @ParameterizedTest
    @EnumSource
    void everyPublicTypeAndMethodHasAComment(ReactorModule module) throws IOException {
        assertThat(undocumented(module)).isEmpty();
    }

    private static List<String> undocumented(ReactorModule module) throws IOException {
        List<Path> files =
                module.sourceFiles().stream().map(module.sources()::resolve).toList();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var fileManager = compiler.getStandardFileManager(null, null, null)) {
            var units = fileManager.getJavaFileObjectsFromPaths(files);
            var javac = (JavacTask) compiler.getTask(null, fileManager, null, null, null, units);
            var scan = new CommentScan(DocTrees.instance(javac));
            for (CompilationUnitTree unit : javac.parse()) {
                scan.scan(unit, unit.getSourceFile().getName());
            }
            return scan.undocumented;
        }
    }

    /// Goes into public types only: what is public inside another is not part of the API.
    private static final class CommentScan extends TreePathScanner<Void, String> {
        private final DocTrees comments;
        private final List<String> undocumented = new ArrayList<>();

        CommentScan(DocTrees comments) {
            this.comments = comments;
        }

        @Override
        public Void visitClass(ClassTree type, String file) {
            if (!isPublic(type.getModifiers())) {
                return null;
            }
            demandComment(file, type.getSimpleName().toString());
            return super.visitClass(type, file);
        }

        @Override
        public Void visitMethod(MethodTree method, String file) {
            boolean constructor = method.getReturnType() == null;
            if (isPublic(method.getModifiers()) && !constructor && !overrides(method)) {
                demandComment(file, method.getName() + "()");
            }
            return null;
        }

        private void demandComment(String file, String name) {
            if (comments.getDocComment(getCurrentPath()) == null) {
                undocumented.add(file + ": " + name);
            }
        }

        private boolean isPublic(ModifiersTree modifiers) {
            Tree enclosing = getCurrentPath().getParentPath().getLeaf();
            boolean implied = enclosing.getKind() == Tree.Kind.INTERFACE
                    && !modifiers.getFlags().contains(Modifier.PRIVATE);
            return implied || modifiers.getFlags().contains(Modifier.PUBLIC);
        }

        private static boolean overrides(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
        }
    }
}
